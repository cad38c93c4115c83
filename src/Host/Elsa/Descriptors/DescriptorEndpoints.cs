using System.Text.Json.Nodes;
using Host.Accounts;
using Host.Api;
using Host.Elsa.Definitions;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Core.Definitions;

namespace Host.Elsa.Descriptors;

/// <summary>What a designer may use: activities, types, languages of expressions, strategies.</summary>
internal static class DescriptorEndpoints
{
    private static readonly JsonObject Lists = Read();

    /// <summary>Maps them.</summary>
    public static void MapElsaDescriptors(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/descriptors");
        group.MapGet("/activities", Activities);
        group.MapGet("/activities/{type}", (string type) => ActivityCatalogue.Find(type) is { } found ? ElsaJson.Answer(found) : Problems.NotFound.ToElsaProblem());
        group.MapPost("/activities/{type}/options/{property}", () => ElsaJson.Answer(new { Items = new JsonObject() })).ReadsOnly();
        foreach (var (name, items) in Lists)
        {
            group.MapGet("/" + name, () => ElsaJson.List<JsonNode?>([.. items!.AsArray()]));
        }

        foreach (var empty in (string[])["commit-strategies/workflows", "commit-strategies/activities", "output-converters"])
        {
            group.MapGet("/" + empty, () => ElsaJson.List<object>([]));
        }

        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypesAsync).RequireAuthorization(Policies.Design).ReadsOnly();
    }

    /// <summary>Studio asks for this again and again; it is sent once.</summary>
    private static FileContentHttpResult Activities(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(ActivityCatalogue.Document, "application/json", entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue(ActivityCatalogue.ETag));
    }

    /// <summary>What a script of a definition may call, for the editor's suggestions.</summary>
    private static async Task<IResult> TypesAsync(string definitionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken)
    {
        var version = await definitions.FindAsync(definitionId, VersionChoice.Latest, caller.Actor, cancellationToken);
        var definition = version is null ? null : await definitions.ReadAsync(version, caller.Actor, cancellationToken);
        return TypedResults.Text(ScriptTypes.Of(definition), "application/x-typescript");
    }

    private static JsonObject Read()
    {
        using var stream = typeof(DescriptorEndpoints).Assembly.GetManifestResourceStream("Host.Elsa.Descriptors.lists.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
