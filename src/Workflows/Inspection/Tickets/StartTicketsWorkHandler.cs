using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Effects;

namespace Workflows.Inspection.Tickets;

/// <summary>Carries out <c>ClosedLoop.StartTickets</c>: one ticket per suspicion. Again with the same effect makes no second ticket.</summary>
public sealed class StartTicketsWorkHandler(ITicketStarter starter) : IWorkHandler
{
    /// <inheritdoc/>
    public string Work => "ClosedLoop.StartTickets";

    /// <inheritdoc/>
    public async Task<EffectResult> HandleAsync(DoWork effect, EffectContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(effect);
        if (effect.Input["suspicionIds"] is not JsonArray given)
        {
            return new EffectResult.Park("suspicionIds 必须是疑似问题编号的数组 / suspicionIds must be an array of suspicion ids.");
        }

        var ids = new List<Guid>();
        foreach (var node in given)
        {
            if (!Guid.TryParse(node?.ToString(), out var id))
            {
                return new EffectResult.Park($"suspicionIds 中的 {node} 不是编号 / {node} in suspicionIds is not an id.");
            }

            ids.Add(id);
        }

        var definition = effect.Input["workflowDefinitionId"]?.ToString() is { Length: > 0 } named ? named : "inspection-ticket";
        var result = await starter.StartAsync(Actor.System("start-tickets"), ids, definition, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new EffectResult.Done(new JsonObject
        {
            ["started"] = new JsonArray([.. result.Started.Select(s => (JsonNode)s.InstanceId.ToString())]),
            ["refused"] = new JsonArray([.. result.Refused.Select(r => (JsonNode)new JsonObject { ["suspicionId"] = r.SuspicionId.ToString(), ["code"] = r.Refusal.Code, ["message"] = r.Refusal.Message.Zh })]),
        });
    }
}
