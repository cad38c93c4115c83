using System.Text.Json.Nodes;
using Host.Accounts;
using Host.Accounts.Keys;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Events;
using Workflows.Runtime.Instances;

namespace Host.Api;

/// <summary>Starting instances by hand, and events of the outside world.</summary>
internal static class InstanceApi
{
    /// <summary>Maps them.</summary>
    public static void MapInstances(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Instances");
        group.MapPost("/instances", StartAsync).Produces<CommandAnswer>()
            .WithName("StartInstance").WithSummary("Starts an instance of a published definition that the caller may start: closedLoop.startedBy of the definition; who designs workflows may start all.");
        group.MapPost("/events", (EventRequest body, CommandKey key, EventDelivery events, CancellationToken cancellationToken) =>
                events.DeliverAsync(key.Id, body.Name, body.CorrelationId, body.Payload, cancellationToken: cancellationToken))
            .RequireAuthorization(Policies.Design).WithMetadata(new WorksAttribute())
            .WithName("PostEvent").WithSummary("Delivers an event to the instances that wait for it and starts those that begin with it. The same Idempotency-Key again changes nothing.");
    }

    private static async Task<IResult> StartAsync(StartRequest body, Caller caller, CommandKey key, ICommandRunner runner, IDefinitionCatalog catalog, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(body.DefinitionId, body.Version, cancellationToken) is { } package && !package.Definition.MayBeStartedBy(caller.Actor))
        {
            return new Refusal("request.not-allowed", new LocalizedText("您的岗位不能发起这个流程。", "Your roles may not start this workflow.")).ToProblem();
        }

        var command = new StartInstance(key.Id, key.Derive("instance"), caller.Actor, body.Input ?? [], body.CorrelationId);
        return CommandAnswer.From(await runner.StartAsync(body.DefinitionId, command, body.Version, cancellationToken));
    }

    /// <summary>Body of a start.</summary>
    /// <param name="DefinitionId">The definition.</param>
    /// <param name="Version">A version; the latest published when left out.</param>
    /// <param name="Input">Values of the definition's inputs by name.</param>
    /// <param name="CorrelationId">Key that events are matched by.</param>
    internal sealed record StartRequest(string DefinitionId, int? Version, JsonObject? Input, string? CorrelationId);

    /// <summary>Body of an event.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="CorrelationId">Its key; left out, it reaches those who wait for any.</param>
    /// <param name="Payload">What it brings.</param>
    internal sealed record EventRequest(string Name, string? CorrelationId, JsonNode? Payload);
}
