using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

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

    /// <summary>The start triggers of a definition: its root, or activities at the top of its root, that may start it and are of a kind that listens.</summary>
    public static IReadOnlyList<StartTrigger> Of(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Root is { } root
            ? [.. root.Children.Prepend(root).Where(a => a.CanStartWorkflow && InputOf.ContainsKey(a.Type)).Select(a => new StartTrigger(a.Id, a.Type, Literal(a, InputOf[a.Type])))]
            : [];
    }

    private static string? Literal(ActivityNode activity, string input) =>
        activity.Inputs.GetValueOrDefault(input) is { Kind: ExpressionKind.Literal } expression ? expression.Text : null;
}
