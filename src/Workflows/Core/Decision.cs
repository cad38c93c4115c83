using System.Collections.Immutable;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core;

/// <summary>What the engine may look at besides definition, instance and command. Data only, so that a decision can be repeated.</summary>
/// <param name="Now">The instant of the decision.</param>
/// <param name="Organisation">The units as they are now.</param>
/// <param name="Calendar">The working calendar of the organisation.</param>
public sealed record DecisionContext(DateTimeOffset Now, OrgChart Organisation, WorkingCalendar Calendar)
{
    /// <summary>The calendars of units; <see langword="null"/> = every unit has the organisation's.</summary>
    public UnitCalendars? Calendars { get; init; }

    /// <summary>The calendar that the due times of a unit's tasks are counted by.</summary>
    /// <param name="unit">Code of the unit; <see langword="null"/> = the organisation.</param>
    public WorkingCalendar CalendarOf(string? unit) => Calendars?.For(unit, Organisation) ?? Calendar;

    /// <summary>How many activities one step may run before it counts as a loop that never waits.</summary>
    /// <value>The default is 10,000.</value>
    public int MaxExecutions { get; init; } = 10_000;

    /// <summary>Who decides in the place of people, data and the outside world while all that a definition can do is explored; <see langword="null"/> = it really runs.</summary>
    internal Flow.IExplorer? Explorer { get; init; }
}

/// <summary>What a command means for an instance: facts, wishes and the new state, or a refusal and nothing.</summary>
public sealed record Decision
{
    /// <summary>The state after the step; <see langword="null"/> when refused.</summary>
    public WorkflowInstance? Next { get; init; }

    /// <summary>What happened, in order.</summary>
    public ImmutableArray<InstanceEvent> Events { get; init; } = [];

    /// <summary>What must be done in the world.</summary>
    public ImmutableArray<Effect> Effects { get; init; } = [];

    /// <summary>Every task that the step created or changed, as it is after the step (closed ones too).</summary>
    public ImmutableArray<HumanTask> TaskChanges { get; init; } = [];

    /// <summary>Why nothing happened; <see langword="null"/> when something did.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>A decision to do nothing.</summary>
    public static Decision Refused(Refusal refusal) => new() { Refusal = refusal };
}
