using System.Globalization;
using DuckDB.NET.Data;
using Workflows.Inspection.Drops.Csv;

namespace Workflows.Inspection.Readings;

/// <summary>
/// The DuckDB file of the readings, one per prefecture. Opening it takes some 200 ms, so it stays open for half a minute after the last piece of
/// work: the reads of a page share it, and an idle host holds none of its memory and leaves the file to others. Several readers and one writer
/// may work at once; the writer holds <see cref="LockForWritingAsync"/>.
/// </summary>
public sealed class ReadingsDatabase : IDisposable
{
    private static readonly TimeSpan StaysOpen = TimeSpan.FromSeconds(30);

    private readonly InspectionOptions _options;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Timer _idle;
    private DuckDBConnection? _kept;
    private bool _disposed;

    /// <summary>Names the database; nothing is opened yet.</summary>
    public ReadingsDatabase(InspectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _idle = new Timer(_ => Close());
        Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataDirectory), "readings.duckdb");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a connection with the limits set and the tables there.</summary>
    /// <exception cref="DuckDBException">The file is damaged, or another process holds it.</exception>
    public DuckDBConnection Open()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        var temporary = System.IO.Path.Combine(folder, "tmp", "duckdb");
        Directory.CreateDirectory(temporary);
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Path }.ToString());
        try
        {
            connection.Open();
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"""
                SET memory_limit = '{_options.MemoryLimitMb}MB';
                SET threads = {_options.Threads};
                SET temp_directory = {Sql.Text(temporary)};
                SET preserve_insertion_order = true;
                SET TimeZone = 'Asia/Shanghai';
                """));
            connection.Run(DropSchema.Create);
            KeepOpen();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Waits until no other writer is at work in this process.</summary>
    /// <returns>Ends the turn when disposed.</returns>
    public async Task<IDisposable> LockForWritingAsync(CancellationToken cancellationToken = default)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(_writer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _idle.Dispose();
        Close();
        _writer.Dispose();
    }

    private void KeepOpen()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_kept is null)
            {
                _kept = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Path }.ToString());
                _kept.Open();
            }

            _idle.Change(StaysOpen, Timeout.InfiniteTimeSpan);
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _kept?.Dispose();
            _kept = null;
        }
    }

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        private SemaphoreSlim? _writer = writer;

        public void Dispose() => Interlocked.Exchange(ref _writer, null)?.Release();
    }
}
