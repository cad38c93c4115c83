using System.IO.Compression;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>A file of a drop on disk.</summary>
/// <param name="Name">Name as delivered, for reports.</param>
/// <param name="Path">Where it is.</param>
/// <param name="MaxBytes">Most bytes that it may unpack to.</param>
internal sealed record SourceFile(string Name, string Path, long MaxBytes)
{
    /// <summary>Name without <c>.csv</c> and <c>.gz</c>, in lower case.</summary>
    public string Stem
    {
        get
        {
            var name = Name.ToLowerInvariant();
            name = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
            return System.IO.Path.GetFileNameWithoutExtension(name);
        }
    }

    /// <summary>Opens the text, unpacked.</summary>
    /// <exception cref="DropUnusableException">While reading: it unpacks to more than is allowed.</exception>
    public Stream Open()
    {
        var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new BoundedStream(new GZipStream(stream, CompressionMode.Decompress), MaxBytes, Name)
            : stream;
    }
}
