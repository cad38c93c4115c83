using System.Globalization;
using DuckDB.NET.Data;
using Workflows.Inspection.Drops.Csv;

namespace Workflows.Inspection.Readings;

/// <summary>
/// The DuckDB file of the readings, one per prefecture. It is opened for each piece of work and closed after it, so that an idle host holds
/// none of its memory. Several readers and one writer may work at once; the writer holds <see cref="LockForWritingAsync"/>.
/// </summary>
public sealed class ReadingsDatabase : IDisposable
{
    private readonly InspectionOptions _options;
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>Names the database; nothing is opened yet.</summary>
    public ReadingsDatabase(InspectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataDirectory), "readings.duckdb");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a connection with the limits set and the tables there.</summary>
    /// <exception cref="DuckDBException">The file is damaged, or another process holds it.</exception>
    public DuckDBConnection Open()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        Directory.CreateDirectory(folder);
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Path }.ToString());
        try
        {
            connection.Open();
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"""
                SET memory_limit = '{_options.MemoryLimitMb}MB';
                SET threads = {_options.Threads};
                SET temp_directory = {Sql.Text(System.IO.Path.Combine(folder, "tmp", "duckdb"))};
                SET preserve_insertion_order = true;
                SET TimeZone = 'Asia/Shanghai';
                """));
            connection.Run(DropSchema.Create);
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
    public void Dispose() => _writer.Dispose();

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        private SemaphoreSlim? _writer = writer;

        public void Dispose() => Interlocked.Exchange(ref _writer, null)?.Release();
    }
}
