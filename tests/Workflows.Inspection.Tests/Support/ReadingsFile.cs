using DuckDB.NET.Data;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Tests.Support;

/// <summary>A readings database of its own, with nothing else of the product around it.</summary>
public sealed class ReadingsFile : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly InspectionOptions _options;
    private readonly ReadingsDatabase _database;

    public ReadingsFile(Action<InspectionOptions>? configure = null)
    {
        _options = new InspectionOptions { DataDirectory = _folder["data"], ScreeningDirectory = TestSupport.RepositoryRoot.Combine("workflows", "screening") };
        configure?.Invoke(_options);
        _database = new ReadingsDatabase(_options);
    }

    public string DataDirectory => _options.DataDirectory;

    /// <summary>A drop to be filled.</summary>
    public TinyDrop Drop(string name = "drop") => new(_folder[name]);

    public string PathOf(string name) => _folder[name];

    public ImportReport Import(TinyDrop drop, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default) => Import(drop.Folder, progress, cancellationToken);

    public ImportReport Import(string path, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new DropIntake(_database, _options, TimeProvider.System).Import(path, "system:test", progress, cancellationToken);

    /// <summary>Rows as texts, columns parted by a blank bar.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = _database.Open();
        return connection.Query(sql, r => string.Join(" | ", Enumerable.Range(0, r.FieldCount).Select(i => Text(r, i))));
    }

    public double? Number(string sql)
    {
        using var connection = _database.Open();
        return connection.Query(sql, r => r.NumberOrNull(0)).Single();
    }

    /// <summary>Runs the rules over what was imported.</summary>
    internal Workflows.Inspection.Screening.ScreeningResult Screen() =>
        new Workflows.Inspection.Screening.ScreeningService(_database, Microsoft.Extensions.Options.Options.Create(_options), TimeProvider.System).RunAsync("system:test").GetAwaiter().GetResult();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private static string Text(DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? "∅" : reader.GetValue(column) switch
    {
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        System.Collections.IDictionary map => string.Join(",", map.Keys.Cast<object>().Select(k => $"{k}={map[k]}")),
        var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
