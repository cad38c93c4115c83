using System.Text.Json.Nodes;
using Host.Accounts;
using Host.Api;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;

namespace Host.Elsa.Definitions;

/// <summary>Definitions: list, read, save, publish, retract, delete. For those who design workflows.</summary>
internal static class DefinitionEndpoints
{
    private const int LongestPage = 1000;

    /// <summary>Maps them.</summary>
    public static void MapElsaDefinitions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions").RequireAuthorization(Policies.Design);
        group.MapGet("", ListAsync);
        group.MapGet("/query/count", async (Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken) =>
            ElsaJson.Answer(new { Count = (await definitions.ListAsync(caller.Actor, cancellationToken)).Count(v => v.IsLatest) }));
        group.MapGet("/many-by-id", ManyAsync);
        group.MapGet("/validation/is-name-unique", async (string name, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string? definitionId = null) =>
            ElsaJson.Answer(new { IsUnique = !(await definitions.ListAsync(caller.Actor, cancellationToken)).Any(v => v.IsLatest && v.DefinitionId != definitionId && v.Name == name.Trim()) }));
        group.MapGet("/by-definition-id/{definitionId}", (string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string? versionOptions = null) =>
            FullAsync(definitions.FindAsync(definitionId, VersionChoice.Of(versionOptions, VersionChoice.Latest), caller.Actor, cancellationToken), definitions, caller.Actor, cancellationToken));
        group.MapGet("/by-id/{versionId}", (string versionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken) =>
            FullAsync(definitions.FindAsync(versionId, caller.Actor, cancellationToken), definitions, caller.Actor, cancellationToken));
        group.MapGet("/{definitionId}", (string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string? versionOptions = null) =>
            FullAsync(definitions.FindAsync(definitionId, VersionChoice.Of(versionOptions, VersionChoice.Latest), caller.Actor, cancellationToken), definitions, caller.Actor, cancellationToken));
        group.MapPost("", SaveAsync);
        group.MapPost("/{definitionId}/publish", PublishAsync);
        group.MapPost("/{definitionId}/retract", RetractAsync);
        group.MapDelete("/{definitionId}", async (string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken) =>
            await definitions.DeleteAsync(definitionId, null, caller.Actor, cancellationToken) is { } refusal ? refusal.ToElsaProblem() : (IResult)TypedResults.NoContent());
        group.MapGet("/{definitionId}/consumers", () => ElsaJson.Answer(new { ConsumingWorkflowDefinitionIds = Array.Empty<string>() })); // components lie in the folder of the one workflow that uses them
        group.MapPost("/{definitionId}/update-references", () => ElsaJson.Answer(new { AffectedWorkflows = Array.Empty<string>() }));
    }

    /// <summary>The whole definition of a version.</summary>
    internal static async Task<IResult> FullAsync(Task<ElsaVersion?> finding, ElsaDefinitions definitions, Actor by, CancellationToken cancellationToken) =>
        await finding is { } version && await definitions.ReadAsync(version, by, cancellationToken) is { } definition
            ? ElsaJson.Answer(DefinitionAnswers.Full(version, definition))
            : Problems.NotFound.ToElsaProblem();

    /// <summary>Saves, and publishes when that is wished.</summary>
    internal static async Task<IResult> SavedAsync(string definitionId, bool publish, ElsaDefinitions definitions, Actor by, CancellationToken cancellationToken)
    {
        var (already, refusal, problems) = publish ? await definitions.PublishAsync(definitionId, by, cancellationToken) : (false, null, []);
        if (refusal is not null)
        {
            return refusal.ToElsaProblem(problems);
        }

        return await definitions.FindAsync(definitionId, VersionChoice.Latest, by, cancellationToken) is { } version && await definitions.ReadAsync(version, by, cancellationToken) is { } definition
            ? ElsaJson.Answer(new SavedDefinition(DefinitionAnswers.Full(version, definition), already, 0, []))
            : Problems.NotFound.ToElsaProblem();
    }

    private static async Task<IResult> ListAsync([AsParameters] ListQuery query, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var choice = VersionChoice.Of(query.VersionOptions, default);
        var found = (await definitions.ListAsync(caller.Actor, cancellationToken))
            .Where(choice.Takes)
            .Where(v => query.DefinitionIds is not { Length: > 0 } ids || ids.Contains(v.DefinitionId))
            .Where(v => query.Ids is not { Length: > 0 } ids || ids.Contains(v.Id))
            .Where(v => string.IsNullOrWhiteSpace(query.SearchTerm) || v.Name.Contains(query.SearchTerm.Trim(), StringComparison.OrdinalIgnoreCase) || v.DefinitionId.Contains(query.SearchTerm.Trim(), StringComparison.OrdinalIgnoreCase))
            .ToList();
        var size = Math.Clamp(query.PageSize ?? LongestPage, 1, LongestPage);
        var rows = new List<DefinitionSummary>();
        foreach (var version in query.Ordered(found).Skip(Math.Max(0, query.Page ?? 0) * size).Take(size))
        {
            rows.Add(DefinitionSummary.Of(version, await definitions.ReadAsync(version, caller.Actor, cancellationToken)));
        }

        return ElsaJson.Answer(new ElsaPage<DefinitionSummary>(rows, found.Count, DefinitionLinks.OfList));
    }

    private static async Task<IResult> ManyAsync(Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string[]? ids = null)
    {
        var wanted = (ids ?? []).SelectMany(id => id.Split(',')).ToHashSet(StringComparer.Ordinal);
        var all = new List<JsonObject>();
        foreach (var version in (await definitions.ListAsync(caller.Actor, cancellationToken)).Where(v => wanted.Contains(v.Id)))
        {
            if (await definitions.ReadAsync(version, caller.Actor, cancellationToken) is { } definition)
            {
                all.Add(DefinitionAnswers.Full(version, definition));
            }
        }

        return ElsaJson.List(all);
    }

    private static async Task<IResult> SaveAsync(JsonObject body, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var (id, refusal) = await definitions.SaveAsync(WorkflowLibrary.Unwrap(body), caller.Actor, cancellationToken);
        return refusal is not null ? refusal.ToElsaProblem() : await SavedAsync(id!, JsonRead.Flag(body, "publish"), definitions, caller.Actor, cancellationToken);
    }

    private static Task<IResult> PublishAsync(string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken) =>
        SavedAsync(definitionId, publish: true, definitions, caller.Actor, cancellationToken);

    private static async Task<IResult> RetractAsync(string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync(definitionId, new VersionChoice("LatestOrPublished"), caller.Actor, cancellationToken) is null)
        {
            return Problems.NotFound.ToElsaProblem();
        }

        if (await definitions.FindAsync(definitionId, VersionChoice.Published, caller.Actor, cancellationToken) is not { } published)
        {
            return NotPublished(definitionId).ToElsaProblem();
        }

        return await definitions.RetractAsync(definitionId, caller.Actor, cancellationToken) is { } refusal
            ? refusal.ToElsaProblem()
            : await FullAsync(definitions.FindAsync(published.Id, caller.Actor, cancellationToken), definitions, caller.Actor, cancellationToken);
    }

    private static Refusal NotPublished(string definitionId) => new("design.not-published", new LocalizedText(
        $"流程“{definitionId}”没有在用的版本。", $"Workflow with id {definitionId} is not published."));

    /// <summary>What of the list is wanted.</summary>
    internal sealed record ListQuery(string? VersionOptions, int? Page, int? PageSize, string? SearchTerm, string? OrderBy, string? OrderDirection, string[]? DefinitionIds, string[]? Ids)
    {
        /// <summary>By name unless said otherwise; by date and version the newest first unless said otherwise.</summary>
        public IEnumerable<ElsaVersion> Ordered(IEnumerable<ElsaVersion> versions)
        {
            var by = (OrderBy ?? "Name").ToUpperInvariant();
            var ascending = OrderDirection is { Length: > 0 } direction ? direction.StartsWith("Asc", StringComparison.OrdinalIgnoreCase) : by == "NAME";
            var ordered = by switch
            {
                "VERSION" => versions.OrderBy(v => v.Version).ThenBy(v => v.DefinitionId, StringComparer.Ordinal),
                "CREATED" => versions.OrderBy(v => v.CreatedAt).ThenBy(v => v.DefinitionId, StringComparer.Ordinal),
                _ => versions.OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(v => v.Version),
            };
            return ascending ? ordered : ordered.Reverse();
        }
    }
}
