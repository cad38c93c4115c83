using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Host.Commands;

/// <summary>Reads the files that a command is given, with errors that name them.</summary>
internal static class Files
{
    private const long LongestFile = 16 << 20;

    private static readonly JsonDocumentOptions Json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 };

    /// <summary>The text of a file.</summary>
    /// <exception cref="CommandFailedException">It does not exist, is too large, or is not UTF-8.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new CommandFailedException(Directory.Exists(path) ? $"'{path}' is a folder, not a file." : $"There is no file '{path}'.");
        }

        if (file.Length > LongestFile)
        {
            throw new CommandFailedException($"'{path}' is larger than {LongestFile >> 20} MB.");
        }

        try
        {
            return await File.ReadAllTextAsync(path, new UTF8Encoding(false, throwOnInvalidBytes: true), cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandFailedException($"'{path}' is not UTF-8 text.");
        }
    }

    /// <summary>JSON text as a node.</summary>
    /// <exception cref="CommandFailedException">It is not JSON; with the place.</exception>
    public static JsonNode? ParseNode(string text, string name)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Json);
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException($"{name} is not valid JSON at line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}.");
        }
    }
}
