using System.ComponentModel.DataAnnotations;

namespace Workflows.Inspection;

/// <summary>Where the inspection room keeps its files, and how much of the machine it may use.</summary>
public sealed class InspectionOptions
{
    /// <summary>Folder of the readings database, import rejects, and evidence.</summary>
    /// <value>The default is <c>data</c>, relative to the working directory.</value>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Folder of the screening rules (<c>screening.json</c> and one <c>.sql</c> per rule).</summary>
    /// <value>The default is <c>workflows/screening</c>, relative to the working directory.</value>
    [Required]
    public string ScreeningDirectory { get; set; } = Path.Combine("workflows", "screening");

    /// <summary>File of the evaluation's indicators, beside the folder of the rules.</summary>
    internal string IndicatorFile => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ScreeningDirectory))!, "evaluation", "indicators.json");

    /// <summary>Folder of the rules that process owners publish; comes on top of <see cref="ScreeningDirectory"/>.</summary>
    internal string PublishedRules => Path.Combine(DataDirectory, "screening");

    /// <summary>Memory that DuckDB may use, in MB; what is larger goes to disk.</summary>
    /// <value>The default is 1200.</value>
    [Range(200, 1_000_000)]
    public int MemoryLimitMb { get; set; } = 1200;

    /// <summary>Threads that DuckDB may use.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 256)]
    public int Threads { get; set; } = 2;

    /// <summary>Largest drop that is taken, in bytes after unpacking; guards against archives made to fill the disk.</summary>
    /// <value>The default is 64 GiB.</value>
    [Range(1_000_000, long.MaxValue)]
    public long MaxDropBytes { get; set; } = 64L << 30;

    /// <summary>Largest evidence file that is taken, in bytes.</summary>
    /// <value>The default is 25 MiB.</value>
    [Range(1, int.MaxValue)]
    public int MaxEvidenceBytes { get; set; } = 25 << 20;

    /// <summary>Largest picture that is decoded, in pixels; guards against small files that unpack to huge pictures.</summary>
    /// <value>The default is 60 million.</value>
    [Range(1, int.MaxValue)]
    public int MaxPicturePixels { get; set; } = 60_000_000;
}
