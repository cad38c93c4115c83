using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Runtime.Definitions;

/// <summary>An activity of a definition that starts new instances by itself (<c>canStartWorkflow</c>).</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Type">Such as <c>Elsa.Cron</c>.</param>
/// <param name="Value">The event's name, the cron expression, the interval or the instant, as written; <see langword="null"/> when it is not a literal.</param>
public sealed record StartTrigger(string ActivityId, string Type, string? Value)
{
    private static readonly Dictionary<string, string> InputOf = new(StringComparer.Ordinal)
    {
        ["Elsa.Event"] = "eventName",
        ["Elsa.Cron"] = "cronExpression",
        ["Elsa.Timer"] = "interval",
        ["Elsa.StartAt"] = "dateTime",
    };

    /// <summary>The start triggers of a definition: activities at the top of its root that may start it and are of a kind that listens.</summary>
    public static IReadOnlyList<StartTrigger> Of(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Source["root"] is not JsonObject root)
        {
            return [];
        }

        var activities = root["activities"] is JsonArray many ? many.OfType<JsonObject>() : [root];
        return [.. activities.Where(MayStart).Select(Read).OfType<StartTrigger>()];
    }

    private static bool MayStart(JsonObject activity) =>
        activity["customProperties"] is JsonObject custom
        && custom["canStartWorkflow"] is JsonValue flag
        && flag.TryGetValue<bool>(out var may)
        && may;

    private static StartTrigger? Read(JsonObject activity)
    {
        var type = Text(activity["type"]);
        return type is not null && InputOf.TryGetValue(type, out var input) && Text(activity["id"]) is { } id
            ? new StartTrigger(id, type, Literal(activity[input]))
            : null;
    }

    private static string? Literal(JsonNode? input) => input switch
    {
        JsonValue => Text(input),
        JsonObject o when o["expression"] is JsonObject e && Text(e["type"]) is "Literal" => Text(e["value"]),
        _ => null,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
