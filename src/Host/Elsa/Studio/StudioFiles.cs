using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;

namespace Host.Elsa.Studio;

/// <summary>The files of Elsa Studio's npm package: beside the program when it is published, else where the build fetched them. They are read only when somebody opens Studio.</summary>
internal sealed class StudioFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".dat"] = "application/octet-stream", [".blat"] = "application/octet-stream" } };

    private readonly string? _root = Find();

    /// <summary>Whether they are there at all.</summary>
    public bool Exist => _root is not null;

    /// <summary>A file, in the compressed form that the browser takes if there is one; <see langword="null"/> when there is none of this name.</summary>
    public IResult? Open(string path, HttpContext http)
    {
        if (_root is null || Path.GetFullPath(Path.Combine(_root, path)) is not { } file || !file.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file))
        {
            return null;
        }

        http.Response.Headers.CacheControl = "private, max-age=86400"; // the names of its parts carry hashes
        http.Response.Headers.Vary = "Accept-Encoding";
        var type = Types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
        foreach (var (encoding, extension) in (ReadOnlySpan<(string, string)>)[("br", ".br"), ("gzip", ".gz")])
        {
            if (http.Request.Headers.AcceptEncoding.ToString().Contains(encoding, StringComparison.Ordinal) && File.Exists(file + extension))
            {
                http.Response.Headers.ContentEncoding = encoding;
                return TypedResults.PhysicalFile(file + extension, type);
            }
        }

        return TypedResults.PhysicalFile(file, type);
    }

    private static string? Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "elsa-studio");
        var fetched = typeof(StudioFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "ElsaStudio")?.Value;
        return new[] { beside, fetched }.FirstOrDefault(Directory.Exists) is { } found ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(found)) : null;
    }
}
