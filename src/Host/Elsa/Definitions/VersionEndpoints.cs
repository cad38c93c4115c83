using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Host.Accounts;
using Host.Api;
using Workflows.Core.Organisation;

namespace Host.Elsa.Definitions;

/// <summary>Versions of a definition, and what is done to several definitions at once.</summary>
internal static class VersionEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapElsaVersions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").RequireAuthorization(Policies.Design);
        group.MapGet("/workflow-definitions/{definitionId}/versions", VersionsAsync);
        group.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync);
        group.MapDelete("/workflow-definition-versions/{versionId}", async (string versionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken) =>
            await definitions.FindAsync(versionId, caller.Actor, cancellationToken) is not { } version
                ? Problems.NotFound.ToElsaProblem()
                : await definitions.DeleteAsync(version.DefinitionId, version.Version, caller.Actor, cancellationToken) is { } refusal ? refusal.ToElsaProblem() : (IResult)TypedResults.NoContent());
        var bulk = group.MapGroup("/bulk-actions");
        bulk.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync);
        bulk.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync);
        bulk.MapPost("/delete/workflow-definitions/by-definition-id", (DefinitionIds body, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken) =>
            DeleteAsync(body.All, (_, id) => Task.FromResult<(string, int?)?>((id, null)), caller.Actor, definitions, cancellationToken));
        bulk.MapPost("/delete/workflow-definitions/by-id", (VersionIds body, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken) =>
            DeleteAsync(body.All, async (all, id) => await all.FindAsync(id, caller.Actor, cancellationToken) is { } v ? (v.DefinitionId, v.Version) : null, caller.Actor, definitions, cancellationToken));
    }

    private static async Task<IResult> VersionsAsync(string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        foreach (var version in (await definitions.ListAsync(caller.Actor, cancellationToken)).Where(v => v.DefinitionId == definitionId))
        {
            if (await definitions.ReadAsync(version, caller.Actor, cancellationToken) is { } definition)
            {
                all.Add(DefinitionAnswers.Full(version, definition));
            }
        }

        return all.Count > 0 ? ElsaJson.Answer(all) : Problems.NotFound.ToElsaProblem();
    }

    private static async Task<IResult> RevertAsync(string definitionId, int version, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        if (await definitions.RevertAsync(definitionId, version, caller.Actor, cancellationToken) is { } refusal)
        {
            return refusal.ToElsaProblem();
        }

        var latest = (await definitions.FindAsync(definitionId, VersionChoice.Latest, caller.Actor, cancellationToken))!;
        var summary = DefinitionSummary.Of(latest, await definitions.ReadAsync(latest, caller.Actor, cancellationToken)) with { Links = null };
        return ElsaJson.Answer(summary, StatusCodes.Status201Created);
    }

    private static async Task<IResult> PublishAsync(DefinitionIds body, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var (published, already, missing, failed) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        var warnings = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var id in body.All)
        {
            var (wasPublished, refusal, problems) = await definitions.PublishAsync(id, caller.Actor, cancellationToken);
            (refusal switch { null when wasPublished => already, null => published, { Code: "not-found" } => missing, _ => failed }).Add(id);
            if (refusal is not null and not { Code: "not-found" })
            {
                warnings[id] = problems.Count > 0 ? [.. problems.Select(p => $"{p.Path}: {p.Message.En}")] : [refusal.Message.En];
            }
        }

        return ElsaJson.Answer(new { published, alreadyPublished = already, notFound = missing, skipped = Array.Empty<string>(), updatedConsumers = Array.Empty<string>(), failed, warnings });
    }

    private static async Task<IResult> RetractAsync(DefinitionIds body, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var (retracted, unpublished, missing) = (new List<string>(), new List<string>(), new List<string>());
        var all = (await definitions.ListAsync(caller.Actor, cancellationToken)).ToLookup(v => v.DefinitionId, StringComparer.Ordinal);
        foreach (var id in body.All)
        {
            if (!all.Contains(id))
            {
                missing.Add(id);
            }
            else if (!all[id].Any(v => v.IsPublished))
            {
                unpublished.Add(id);
            }
            else if (await definitions.RetractAsync(id, caller.Actor, cancellationToken) is null)
            {
                retracted.Add(id);
            }
        }

        return ElsaJson.Answer(new { retracted, alreadyRetracted = Array.Empty<string>(), skipped = Array.Empty<string>(), notPublished = unpublished, notFound = missing });
    }

    private static async Task<IResult> DeleteAsync(
        IReadOnlyList<string> ids, Func<ElsaDefinitions, string, Task<(string DefinitionId, int? Version)?>> find, Actor by, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var id in ids)
        {
            if (await find(definitions, id) is { } found && await definitions.DeleteAsync(found.DefinitionId, found.Version, by, cancellationToken) is null)
            {
                deleted++;
            }
        }

        return ElsaJson.Answer(new { Deleted = deleted });
    }

    /// <summary>Body of what is done to definitions.</summary>
    internal sealed record DefinitionIds
    {
        [JsonPropertyName("definitionIds")]
        public IReadOnlyList<string> All { get; init; } = [];
    }

    /// <summary>Body of what is done to versions.</summary>
    internal sealed record VersionIds
    {
        [JsonPropertyName("ids")]
        public IReadOnlyList<string> All { get; init; } = [];
    }
}
