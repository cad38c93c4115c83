using System.IO.Compression;
using System.Text.Json.Nodes;
using Host.Accounts;
using Host.Api;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;

namespace Host.Elsa.Definitions;

/// <summary>Definitions in and out as files.</summary>
internal static class TransferEndpoints
{
    private const int MostFiles = 200;
    private const int LargestFile = 4 << 20;

    /// <summary>Maps them.</summary>
    public static void MapElsaTransfers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").RequireAuthorization(Policies.Design);
        foreach (var route in (string[])["/workflow-definitions/import", "/workflow-definitions/{definitionId}/import"])
        {
            group.MapMethods(route, [HttpMethods.Post, HttpMethods.Put], ImportAsync);
        }

        group.MapPost("/workflow-definitions/import-files", ImportFilesAsync).DisableAntiforgery();
        group.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        group.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
    }

    /// <summary>201 for a definition that gets its id here, 200 for one that has brought it along.</summary>
    private static async Task<IResult> ImportAsync(HttpRequest request, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string? definitionId = null)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        var (id, refusal) = await definitions.ImportAsync(text, definitionId, caller.Actor, cancellationToken);
        if (refusal is not null)
        {
            return refusal.ToElsaProblem();
        }

        var file = (JsonObject)JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: ElsaDefinitions.Deep)!;
        if (JsonRead.Flag(file, "publish") && await definitions.PublishAsync(id!, caller.Actor, cancellationToken) is { Refusal: { } wrong, Problems: var problems })
        {
            return wrong.ToElsaProblem(problems);
        }

        return await definitions.FindAsync(id!, VersionChoice.Latest, caller.Actor, cancellationToken) is { } version && await definitions.ReadAsync(version, caller.Actor, cancellationToken) is { } definition
            ? ElsaJson.Answer(DefinitionAnswers.Full(version, definition), (definitionId ?? JsonRead.Text(WorkflowLibrary.Unwrap(file), "definitionId")) is { Length: > 0 } ? StatusCodes.Status200OK : StatusCodes.Status201Created)
            : Problems.NotFound.ToElsaProblem();
    }

    private static async Task<IResult> ImportFilesAsync(IFormFileCollection files, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var imported = 0;
        foreach (var file in files)
        {
            await using var stream = file.OpenReadStream();
            await foreach (var text in TextsAsync(file.FileName, stream, cancellationToken))
            {
                var (_, refusal) = text is null ? (null, TooLarge) : await definitions.ImportAsync(text, null, caller.Actor, cancellationToken);
                if (refusal is not null)
                {
                    return refusal.ToElsaProblem();
                }

                imported++;
            }
        }

        return ElsaJson.Answer(new { Imported = new { Count = imported } });
    }

    /// <summary>The file, or the JSON files of a zip; <see langword="null"/> for one that is too large.</summary>
    private static async IAsyncEnumerable<string?> TextsAsync(string name, Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            yield return await TextAsync(stream, cancellationToken);
            yield break;
        }

        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var entry in zip.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MostFiles))
        {
            await using var content = await entry.OpenAsync(cancellationToken);
            yield return await TextAsync(content, cancellationToken);
        }
    }

    /// <summary>Reads no more than a file may hold, whatever it says of itself.</summary>
    private static async Task<string?> TextAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var part = new byte[64 << 10];
        for (int read; (read = await stream.ReadAsync(part, cancellationToken)) > 0;)
        {
            if (buffer.Length + read > LargestFile)
            {
                return null;
            }

            buffer.Write(part, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static Refusal TooLarge { get; } = new("definition.too-large", new LocalizedText("文件超过 4 MB，没有导入。", "A file is larger than 4 MB and was not imported."));

    private static async Task<IResult> ExportAsync(string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string? versionOptions = null)
    {
        var version = await definitions.FindAsync(definitionId, VersionChoice.Of(versionOptions, VersionChoice.Latest), caller.Actor, cancellationToken);
        return version is not null && await FileAsync(version, definitions, caller.Actor, cancellationToken) is { } file
            ? TypedResults.Bytes(file, "application/octet-stream", $"{version.DefinitionId}.json")
            : Problems.NotFound.ToElsaProblem();
    }

    private static async Task<IResult> ExportManyAsync(ExportRequest body, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var zipped = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(zipped, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            foreach (var version in (await definitions.ListAsync(caller.Actor, cancellationToken)).Where(v => body.Ids.Contains(v.Id)))
            {
                if (await FileAsync(version, definitions, caller.Actor, cancellationToken) is { } file)
                {
                    await using var entry = await zip.CreateEntry($"{version.DefinitionId}-{version.Version}.json").OpenAsync(cancellationToken);
                    await entry.WriteAsync(file, cancellationToken);
                }
            }
        }

        return TypedResults.Bytes(zipped.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    private static async Task<byte[]?> FileAsync(ElsaVersion version, ElsaDefinitions definitions, Actor by, CancellationToken cancellationToken) =>
        await definitions.ReadAsync(version, by, cancellationToken) is { } definition
            ? System.Text.Encoding.UTF8.GetBytes(DefinitionAnswers.Export(version, definition).ToJsonString(ElsaJson.Options))
            : null;

    /// <summary>Body of an export of several versions.</summary>
    /// <param name="Ids">Ids of versions.</param>
    internal sealed record ExportRequest(IReadOnlyList<string> Ids);
}
