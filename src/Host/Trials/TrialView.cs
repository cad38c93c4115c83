using System.Collections.Immutable;
using Designer.Editing.Outlines;
using Host.Definitions;
using Host.Tasks;
using Host.Tickets;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using Workflows.Runtime.Queries;

namespace Host.Trials;

/// <summary>A step that the machine took.</summary>
/// <param name="At">When, on the virtual clock.</param>
/// <param name="Step">What it is called.</param>
/// <param name="Ways">The ports it was left by; the fault's message when it failed.</param>
/// <param name="HasFailed">Whether it failed.</param>
public sealed record MachineMove(DateTimeOffset At, LocalizedText Step, string Ways, bool HasFailed);

/// <summary>A trial as its page shows it after a move. Made anew after each.</summary>
/// <param name="trial">The trial.</param>
/// <param name="outline">The drawing of the draft.</param>
/// <param name="names">Calls people by their names.</param>
public sealed class TrialView(Trial trial, DiagramOutline outline, Naming names)
{
    /// <summary>Open tasks of all instances, oldest first.</summary>
    public ImmutableArray<HumanTask> Tasks { get; } = [.. trial.Host.Tasks.Where(t => t.IsOpen)];

    /// <summary>Events that an instance waits for.</summary>
    public ImmutableArray<string> Events { get; } = [.. trial.Host.Instances.SelectMany(i => i.Bookmarks).Where(b => b is { Kind: BookmarkKind.Event, Name: not null }).Select(b => b.Name!).Distinct()];

    /// <summary>Timers that are running, the next one first, each with the task that it belongs to.</summary>
    public ImmutableArray<(InstanceTimer Timer, HumanTask? Task)> Timers { get; } =
    [
        .. from instance in trial.Host.Instances
           from timer in instance.Timers
           orderby timer.DueAt
           select (timer, instance.Tasks.FirstOrDefault(t => t.Id == timer.TaskId)),
    ];

    /// <summary>Where the tokens stand.</summary>
    public FlowTrace Trace { get; } = FlowTrace.Of(outline, trial.Host.History.Where(f => f.InstanceId == trial.Id).Select(f => f.Event));

    /// <summary>What people would find in the trail, oldest first.</summary>
    public ImmutableArray<TrailLine> Lines { get; } = Trail.Of(Detail(trial), names);

    /// <summary>What the machine did, oldest first.</summary>
    public ImmutableArray<MachineMove> Machine { get; } = [.. trial.Host.History.Select(f => Move(f, trial.Host.PackageOf(f.InstanceId))).OfType<MachineMove>()];

    /// <summary>Who may do a task; nobody may when the definition names nobody who is there.</summary>
    public ImmutableArray<Actor> DoersOf(HumanTask task) => [.. trial.Host.World.People.Where(task.MayBeDoneBy).OrderBy(p => p.PersonId, StringComparer.Ordinal)];

    private static InstanceDetail Detail(Trial trial)
    {
        var now = trial.Instance;
        return new InstanceDetail(
            new InstanceItem(now.Id, now.DefinitionId, now.DefinitionVersion, now.Header, now.Status, now.SubStatus, now.CreatedAt, now.UpdatedAt, null, now.Incidents.Length),
            now,
            [.. trial.Host.Tasks],
            [.. trial.Host.History.Select((f, i) => new HistoryEntry(i + 1, f.At, Guid.Empty, f.By, f.Event))]);
    }

    private static MachineMove? Move(RecordedFact fact, WorkflowPackage package) => fact.Event switch
    {
        ActivityEvent { ActivityType: "Elsa.Workflow" or "Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.Start" or "ClosedLoop.UserTask" or "ClosedLoop.Approval" } => null,
        ActivityEvent { Name: ActivityEventName.Completed } done => new(fact.At, Words(package, done), string.Join(" · ", (done.Outcomes ?? []).Where(o => o != "Done")), HasFailed: false),
        ActivityEvent { Name: ActivityEventName.Faulted } failed => new(fact.At, Words(package, failed), failed.Message ?? "", HasFailed: true),
        _ => null,
    };

    private static LocalizedText Words(WorkflowPackage package, ActivityEvent fact) => package.Definition.Find(fact.ActivityId)?.Title ?? MachineWords.Of(fact.ActivityType);
}
