using System.Collections.Immutable;
using Host.Accounts;
using Host.Definitions;
using Workflows.Core;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Migration;

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
        MapVersions(group);
        MapMigration(group);
        group.MapPost("/reload", (Caller caller, IDefinitionCatalog catalog, WorkflowFolders folders, CancellationToken cancellationToken) =>
                catalog.ImportFoldersAsync(folders.Root, caller.Person.Id, cancellationToken))
            .WithName("ReloadDefinitions").WithSummary("Imports the workflow folders again; what is new becomes a new version.");
    }

    private static void MapVersions(RouteGroupBuilder group)
    {
        group.MapPost("/{definitionId}/versions/{version:int}/publish", (string definitionId, int version, Caller caller, IVersionPublishing versions, CancellationToken cancellationToken) =>
                DoneAsync(versions.SetPublishedAsync(definitionId, version, isPublished: true, caller.Actor, cancellationToken)))
            .Produces(StatusCodes.Status204NoContent).WithName("PublishVersion").WithSummary("Lets new instances start on a version again.");
        group.MapPost("/{definitionId}/versions/{version:int}/retract", (string definitionId, int version, Caller caller, IVersionPublishing versions, CancellationToken cancellationToken) =>
                DoneAsync(versions.SetPublishedAsync(definitionId, version, isPublished: false, caller.Actor, cancellationToken)))
            .Produces(StatusCodes.Status204NoContent).WithName("RetractVersion").WithSummary("No new instance starts on the version any more; running ones go on.");
        group.MapPost("/{definitionId}/versions/{version:int}/roll-back", (string definitionId, int version, Caller caller, IVersionPublishing versions, CancellationToken cancellationToken) =>
                DoneAsync(versions.RollBackAsync(definitionId, version, caller.Actor, cancellationToken)))
            .Produces(StatusCodes.Status204NoContent).WithName("RollBackToVersion").WithSummary("Publishes an earlier version and retracts every later one.");
    }

    private static void MapMigration(RouteGroupBuilder group)
    {
        group.MapPost("/{definitionId}/migration/preview", PreviewAsync).Produces<MigrationPreview>()
            .WithName("PreviewMigration").WithSummary("Which running instances could go on with another version, and why the others could not.");
        group.MapPost("/{definitionId}/migration/apply", ApplyAsync).Produces<MigrationReport>()
            .WithName("ApplyMigration").WithSummary("Moves every running instance that can go on with another version. The same Idempotency-Key again moves nobody twice.");
    }

    private static async Task<IResult> PreviewAsync(string definitionId, MigrationBody body, Caller caller, IMigrations migrations, CancellationToken cancellationToken)
    {
        var preview = await migrations.PreviewAsync(caller.Actor, body.For(definitionId), cancellationToken);
        return preview.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(preview);
    }

    private static async Task<IResult> ApplyAsync(string definitionId, MigrationBody body, Caller caller, CommandKey key, IMigrations migrations, CancellationToken cancellationToken)
    {
        var report = await migrations.ApplyAsync(key.Id, caller.Actor, body.For(definitionId), body.Reason ?? "", cancellationToken: cancellationToken);
        return report.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(report);
    }

    private static async Task<IResult> DoneAsync(Task<Refusal?> change) => await change is { } refusal ? refusal.ToProblem() : TypedResults.NoContent();

    private static async Task<IResult> FindAsync(string definitionId, IDefinitionCatalog catalog, CancellationToken cancellationToken, int? version = null)
    {
        var wanted = version ?? (await catalog.FindAsync(definitionId, null, cancellationToken))?.Definition.Version;
        return wanted is { } number && await catalog.FilesAsync(definitionId, number, cancellationToken) is { } files
            ? TypedResults.Ok(new FilesAnswer(definitionId, number, files))
            : Problems.Missing();
    }

    /// <summary>A version with its files by relative path.</summary>
    internal sealed record FilesAnswer(string DefinitionId, int Version, IReadOnlyDictionary<string, string> Files);

    /// <summary>Body of a migration.</summary>
    /// <param name="From">The version that instances are on.</param>
    /// <param name="To">The version they are to go on with; may be an earlier one.</param>
    /// <param name="Moves">Activities that have another id there: old id to new id.</param>
    /// <param name="Reason">Why; demanded to apply it, and shown in every trail.</param>
    internal sealed record MigrationBody(int From, int To, Dictionary<string, string>? Moves, string? Reason)
    {
        public MigrationRequest For(string definitionId) => new(definitionId, From, To, Moves?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty);
    }
}
