using System.Globalization;

namespace Host.Imports;

/// <summary>Sizes in bytes as people read them.</summary>
public static class Sizes
{
    /// <summary><c>512 B</c>, <c>12.3 KB</c>, <c>4 MB</c>, <c>1.2 GB</c>; a kilobyte is 1,024 bytes.</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.#} GB"),
    };
}
