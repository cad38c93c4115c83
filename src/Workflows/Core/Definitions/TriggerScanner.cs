using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Definitions;

/// <summary>Finds what can start instances of a definition by itself.</summary>
public static class TriggerScanner
{
    /// <summary>The start triggers of a definition. One whose input cannot be worked out without an instance is left out; the checker reports it.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="now">The instant that expressions see.</param>
    public static ImmutableArray<StartTrigger> Scan(WorkflowDefinition definition, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var scope = new DefinitionScope(definition, now);
        return [.. Candidates(definition.Root).Where(a => a.CanStartWorkflow && a.Kind is { IsTrigger: true }).SelectMany(a => Read(a, scope))];
    }

    /// <summary>Triggers count where the flow may begin: as the root, directly in the root flowchart, or first in the root sequence.</summary>
    private static IEnumerable<ActivityNode> Candidates(ActivityNode? root) => root?.Kind switch
    {
        null => [],
        FlowchartActivity => root.Children,
        SequenceActivity => root.Children.Take(1),
        _ => [root],
    };

    private static IEnumerable<StartTrigger> Read(ActivityNode activity, ExpressionScope scope)
    {
        try
        {
            JsonNode? Value(string input) => Evaluator.Evaluate(activity.Input(input), scope);
            return activity.Kind switch
            {
                TimerActivity when Conversion.Span(Value("interval")) is { } interval && interval > TimeSpan.Zero =>
                    [new StartTrigger(activity.Id, StartTriggerKind.Timer, Interval: interval)],
                CronActivity when Conversion.Text(Value("cronExpression")) is { Length: > 0 } cron && CronActivity.Next(cron, scope.Now, scope.LocalOffset) is not null =>
                    [new StartTrigger(activity.Id, StartTriggerKind.Cron, CronExpression: cron)],
                StartAtActivity when Conversion.Instant(Value("dateTime")) is { } at => [new StartTrigger(activity.Id, StartTriggerKind.StartAt, At: at)],
                EventActivity when Conversion.Text(Value("eventName")) is { Length: > 0 } name => [Event(activity, name)],
                HttpEndpointActivity => [.. HttpEndpointActivity.EventNames(Value("path"), Value("supportedMethods")).Select(name => Event(activity, name))],
                _ => [],
            };
        }
        catch (ActivityFaultException)
        {
            return [];
        }
    }

    private static StartTrigger Event(ActivityNode activity, string name) => new(activity.Id, StartTriggerKind.Event, EventName: name);
}
