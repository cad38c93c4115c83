using Workflows.Core.Instances;
using Workflows.Runtime.Live;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.Timers;

namespace Workflows.Runtime.Instances;

/// <summary>Tells the pumps and the pages, after the commit, that there is something new.</summary>
/// <param name="feed">For pages.</param>
/// <param name="outbox">Woken when a step wished something.</param>
/// <param name="timers">Woken when a step set a timer.</param>
public sealed class StepAnnouncer(IChangeFeed feed, OutboxSignal outbox, TimerSignal timers)
{
    /// <summary>Announces a committed step. Never throws for a hint that nobody took.</summary>
    public void Announce(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Decision.Effects.Length > 0)
        {
            outbox.Wake();
        }

        if (step.Decision.Events.Any(e => e is TimerScheduled) || HasNewTimer(step))
        {
            timers.Wake();
        }

        feed.Publish(new Change("instance", step.Command.InstanceId));
    }

    private static bool HasNewTimer(Step step)
    {
        var next = step.Decision.Next!.Timers;
        var previous = step.Previous?.Timers ?? [];
        return next.Any(t => !previous.Any(p => p.Id == t.Id));
    }
}
