using System.Text;
using Designer.Studio.Flows;
using Host.Accounts;
using Host.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Design;

namespace Host.Design;

/// <summary>Downloads of a workflow: as the zip of its folder, or its definition alone in Elsa's JSON.</summary>
internal static class ExportEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapDesignExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/definitions/{definitionId}").RequireAuthorization(Policies.Design).ExcludeFromDescription();
        group.MapGet("/export.{kind:regex(^(zip|json)$)}", ExportAsync);
        group.MapGet("/draft.{kind:regex(^(zip|json)$)}", ExportDraftAsync);
    }

    private static async Task<IResult> ExportAsync(string definitionId, string kind, int? version, IDefinitionCatalog catalog, CancellationToken cancellationToken)
    {
        var number = version ?? (await catalog.FindAsync(definitionId, null, cancellationToken))?.Definition.Version;
        return number is { } known && await catalog.FilesAsync(definitionId, known, cancellationToken) is { } files
            ? File(files, $"{definitionId}-v{known}.{kind}", kind)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> ExportDraftAsync(string definitionId, string kind, Caller caller, IDesignDesk desk, CancellationToken cancellationToken) =>
        await desk.OpenAsync(definitionId, caller.Actor, cancellationToken) is { } draft
            ? File(draft.Files, $"{definitionId}-draft.{kind}", kind)
            : TypedResults.NotFound();

    private static FileContentHttpResult File(IReadOnlyDictionary<string, string> files, string name, string kind) => kind == "zip"
        ? TypedResults.File(WorkflowFile.Zip(files), "application/zip", name)
        : TypedResults.File(Encoding.UTF8.GetBytes(files[StudioSession.FlowFile]), "application/json", name);
}
