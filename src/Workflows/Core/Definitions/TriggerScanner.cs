using System.Collections.Immutable;
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
        return [.. Candidates(definition.Root).Where(a => a.CanStartWorkflow && a.Kind is { IsTrigger: true }).Select(a => Read(a, scope)).OfType<StartTrigger>()];
    }

    /// <summary>Triggers count where the flow may begin: as the root, directly in the root flowchart, or first in the root sequence.</summary>
    private static IEnumerable<ActivityNode> Candidates(ActivityNode? root) => root?.Kind switch
    {
        null => [],
        FlowchartActivity => root.Children,
        SequenceActivity => root.Children.Take(1),
        _ => [root],
    };

    private static StartTrigger? Read(ActivityNode activity, ExpressionScope scope)
    {
        try
        {
            return activity.Kind switch
            {
                TimerActivity => Conversion.Span(Evaluator.Evaluate(activity.Input("interval"), scope)) is { } interval && interval > TimeSpan.Zero
                    ? new StartTrigger(activity.Id, StartTriggerKind.Timer, Interval: interval)
                    : null,
                CronActivity => Conversion.Text(Evaluator.Evaluate(activity.Input("cronExpression"), scope)) is { Length: > 0 } cron
                    && CronActivity.Next(cron, scope.Now, scope.LocalOffset) is not null
                        ? new StartTrigger(activity.Id, StartTriggerKind.Cron, CronExpression: cron)
                        : null,
                StartAtActivity => Conversion.Instant(Evaluator.Evaluate(activity.Input("dateTime"), scope)) is { } at
                    ? new StartTrigger(activity.Id, StartTriggerKind.StartAt, At: at)
                    : null,
                EventActivity => Conversion.Text(Evaluator.Evaluate(activity.Input("eventName"), scope)) is { Length: > 0 } name
                    ? new StartTrigger(activity.Id, StartTriggerKind.Event, EventName: name)
                    : null,
                _ => null,
            };
        }
        catch (ActivityFaultException)
        {
            return null;
        }
    }
}
