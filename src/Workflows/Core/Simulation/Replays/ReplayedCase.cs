using System.Collections.Immutable;
using Workflows.Core.Instances;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation.Replays;

/// <summary>What a replay takes for granted where history has no answer.</summary>
public enum AssumptionKind
{
    /// <summary>A step without a record was decided by its first outcome, after the median time of like steps, by the first who may.</summary>
    StepAssumed,

    /// <summary>The one who decided then may not decide now; the first who may did so instead, in the same way.</summary>
    OtherDoer,

    /// <summary>A required field that nobody was asked for was filled with a sample.</summary>
    SampleValue,

    /// <summary>The outcome chosen then does not exist any more; the first one was taken.</summary>
    OtherOutcome,
}

/// <summary>Something that a replay took for granted.</summary>
/// <param name="Kind">What.</param>
/// <param name="Step">The step it is about.</param>
/// <param name="Detail">Which field, which outcome; <see langword="null"/> = nothing more to say.</param>
public sealed record Assumption(AssumptionKind Kind, LocalizedText Step, LocalizedText? Detail);

/// <summary>A case as it went and as it would have gone.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Header">What people know it by.</param>
/// <param name="Before">As it went.</param>
/// <param name="After">As it would have gone, as far as it could be replayed.</param>
/// <param name="Obstacle">Why it could not be replayed to its end; <see langword="null"/> = it was.</param>
/// <param name="Assumptions">What was taken for granted.</param>
public sealed record ReplayedCase(Guid InstanceId, InstanceHeader Header, CaseCourse Before, CaseCourse After, LocalizedText? Obstacle, ImmutableArray<Assumption> Assumptions)
{
    /// <summary>Whether it was replayed to its end.</summary>
    public bool IsReplayed => Obstacle is null;

    /// <summary>Whether it passes other steps, or one is decided in another way. The order of steps that run beside each other does not count.</summary>
    public bool IsRoutedDifferently => IsReplayed && !Route(Before).SequenceEqual(Route(After));

    /// <summary>Whether other people decide: somebody decides a step that they did not decide then.</summary>
    public bool IsDecidedByOthers => IsReplayed && !Deciders(Before).SequenceEqual(Deciders(After));

    /// <summary>Whether anything differs that is counted.</summary>
    public bool Differs => IsRoutedDifferently || IsDecidedByOthers || (IsReplayed && (Before.IsLate, Before.IsEscalated) != (After.IsLate, After.IsEscalated));

    /// <summary>How much longer it would have taken, in office hours; <see langword="null"/> when it was not replayed to its end.</summary>
    public TimeSpan? Longer(WorkingCalendar calendar) => IsReplayed ? After.CycleTime(calendar) - Before.CycleTime(calendar) : null;

    private static IEnumerable<(string, string?)> Route(CaseCourse course) => course.Steps.Where(s => s.IsDecided).Select(s => (s.ActivityId, s.Outcome)).Order();

    private static IEnumerable<(string, string?)> Deciders(CaseCourse course) => course.Steps.Where(s => s.IsDecided).Select(s => (s.ActivityId, s.By?.Id)).Order();
}
