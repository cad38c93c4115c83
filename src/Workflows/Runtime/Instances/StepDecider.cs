using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Time;
using Workflows.Runtime.People;
using Workflows.Runtime.Time;

namespace Workflows.Runtime.Instances;

/// <summary>The signature of <see cref="Engine.Decide"/>.</summary>
/// <param name="package">The definition that the instance is pinned to.</param>
/// <param name="instance">The instance; <see langword="null"/> when it starts.</param>
/// <param name="command">What is wanted.</param>
/// <param name="context">Time, organisation, calendar.</param>
public delegate Decision Decide(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command, DecisionContext context);

/// <summary>Asks the engine, giving it the clock, the organisation and the calendar of this moment.</summary>
/// <param name="decide">The engine.</param>
/// <param name="people">For the chart.</param>
/// <param name="calendars">For the calendar.</param>
/// <param name="clock">For the instant.</param>
public sealed class StepDecider(Decide decide, IPeople people, IWorkingCalendars calendars, TimeProvider clock)
{
    /// <summary>The present instant.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The present day in the calendar's local time.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.ToOffset(calendars.Current.Offset).DateTime);

    /// <summary>Decides, and says when.</summary>
    public (Decision Decision, DateTimeOffset At) Decide(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command)
    {
        var now = Now;
        return (decide(package, instance, command, Context(now, calendars.Units)), now);
    }

    /// <summary>Decides as if other calendars held.</summary>
    public Decision Preview(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command, UnitCalendars proposed)
    {
        ArgumentNullException.ThrowIfNull(proposed);
        return decide(package, instance, command, Context(Now, proposed));
    }

    private DecisionContext Context(DateTimeOffset now, UnitCalendars units) => new(now, people.Chart, units.Organisation) { Calendars = units };
}
