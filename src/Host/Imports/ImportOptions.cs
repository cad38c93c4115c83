using System.ComponentModel.DataAnnotations;

namespace Host.Imports;

/// <summary>How drops come in through the web page.</summary>
public sealed class ImportOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Imports";

    /// <summary>Gets or sets the largest upload in bytes.</summary>
    /// <value>The default is 512 MiB: larger drops are laid into the folder for prepared drops, which has no limit.</value>
    [Range(1024, 8L * 1024 * 1024 * 1024)]
    public long MaxUploadBytes { get; set; } = 512L * 1024 * 1024;
}
