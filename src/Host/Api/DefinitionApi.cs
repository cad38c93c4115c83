using Host.Accounts;
using Host.Definitions;
using Workflows.Runtime.Definitions;

namespace Host.Api;

/// <summary>Workflow definitions and their versions.</summary>
internal static class DefinitionApi
{
    /// <summary>Maps them.</summary>
    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/definitions").WithTags("Definitions").RequireAuthorization(Policies.Design);
        group.MapGet("", (IDefinitionCatalog catalog, CancellationToken cancellationToken) => catalog.ListAsync(cancellationToken))
            .WithName("ListDefinitions").WithSummary("Every version of every definition.");
        group.MapGet("/{definitionId}", FindAsync).Produces<FilesAnswer>()
            .WithName("GetDefinition").WithSummary("The files of the latest version, or of the one asked for.");
        group.MapPost("/reload", (Caller caller, IDefinitionCatalog catalog, WorkflowFolders folders, CancellationToken cancellationToken) =>
                catalog.ImportFoldersAsync(folders.Root, caller.Person.Id, cancellationToken))
            .WithName("ReloadDefinitions").WithSummary("Imports the workflow folders again; what is new becomes a new version.");
    }

    private static async Task<IResult> FindAsync(string definitionId, IDefinitionCatalog catalog, CancellationToken cancellationToken, int? version = null)
    {
        var wanted = version ?? (await catalog.FindAsync(definitionId, null, cancellationToken))?.Definition.Version;
        return wanted is { } number && await catalog.FilesAsync(definitionId, number, cancellationToken) is { } files
            ? TypedResults.Ok(new FilesAnswer(definitionId, number, files))
            : Problems.Missing();
    }

    /// <summary>A version with its files by relative path.</summary>
    internal sealed record FilesAnswer(string DefinitionId, int Version, IReadOnlyDictionary<string, string> Files);
}
