using System.Security.Cryptography;

namespace Workflows.Storage.Audit;

/// <summary>
/// The secret that history is signed with. It lies in a file beside the data and not in the database, so that whoever can write to the database
/// alone cannot rewrite history unnoticed. Every node of an installation needs the same file.
/// </summary>
internal sealed class AuditKey
{
    private const int Bytes = 32;

    private readonly Lazy<byte[]> _key;

    /// <summary>Reads the key when it is first needed, and makes one when there is none.</summary>
    /// <param name="file">Path of the file; its folder is made when it is missing.</param>
    public AuditKey(string file) => _key = new(() => Read(file));

    /// <summary>The key.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public ReadOnlySpan<byte> Value => _key.Value;

    private static byte[] Read(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!File.Exists(file))
        {
            Make(file);
        }

        return Decode(file, File.ReadAllText(file).Trim());
    }

    /// <summary>The file appears whole or not at all, whenever this process dies; of two that make it at once the first one's stays.</summary>
    private static void Make(string file)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        try
        {
            using (var made = new FileStream(draft, Options()))
            {
                made.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
                made.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process has just made it.
            File.Delete(draft);
        }
    }

    private static byte[] Decode(string file, string text)
    {
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(text, key, out var written) && written == Bytes
            ? key
            : throw new InvalidDataException($"'{file}' does not hold an audit key of {Bytes} bytes in Base64. Put the right file back; a new key would make the history look altered.");
    }

    /// <summary>Only the owner may read it.</summary>
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
