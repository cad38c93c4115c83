using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow;

/// <summary>
/// One step of one instance while it is being decided: a working copy of the instance, the queue of activities to run, and what came of it.
/// Made for one decision and thrown away with it; the instance that it began with is never changed.
/// </summary>
internal sealed partial class Step
{
    private readonly IdSequence _ids;
    private readonly WorkflowInstance _before;
    private readonly Dictionary<Guid, HumanTask> _taskChanges = [];
    private readonly List<HumanTask> _tasks;
    private readonly List<InstanceTimer> _timers;
    private readonly List<Bookmark> _bookmarks;
    private readonly List<Incident> _incidents;
    private readonly List<ClosedTask> _closedTasks;
    private readonly List<DoneStep> _doneSteps;
    private readonly List<Execution> _live = [];
    private JsonObject _variables;
    private JsonObject _output;
    private JsonObject _outputs;
    private bool _triggerTaken;
    private bool _ownsVariables;
    private bool _ownsOutput;
    private bool _ownsOutputs;

    public Step(WorkflowPackage package, WorkflowInstance before, InstanceCommand command, DecisionContext context)
    {
        Package = package;
        Command = command;
        Context = context;
        _before = before;
        _ids = new IdSequence(command.CommandId, context.Now);
        _tasks = [.. before.Tasks];
        _timers = [.. before.Timers];
        _bookmarks = [.. before.Bookmarks];
        _incidents = [.. before.Incidents];
        _closedTasks = [.. before.Execution.ClosedTasks];
        _variables = before.Execution.Variables;
        _output = before.Output;
        _outputs = before.Execution.Outputs;
        _doneSteps = [.. before.Execution.DoneSteps];
        LastApprovers = before.Execution.LastApprovers;
        IsActedOn = before.Execution.IsActedOn;
        CorrelationId = before.CorrelationId;
        InstanceName = before.Execution.Name;
        TriggerActivityId = before.Execution.TriggerActivityId;
        Pause = before.Pause;
        IsStarting = command is StartInstance;
        LoadExecutions(before.Execution.Executions);
    }

    public WorkflowPackage Package { get; }

    public WorkflowDefinition Definition => Package.Definition;

    public InstanceCommand Command { get; }

    public DecisionContext Context { get; }

    public List<InstanceEvent> Events { get; } = [];

    public List<Effect> Effects { get; } = [];

    public string? CorrelationId { get; set; }

    public string? InstanceName { get; set; }

    public PauseNote? Pause { get; set; }

    public string? TriggerActivityId { get; }

    /// <summary>Whether this is the instance's first step.</summary>
    public bool IsStarting { get; }

    public WorkflowInstance Before => _before;

    public IReadOnlyList<Execution> Live => _live;

    public IReadOnlyList<HumanTask> Tasks => _tasks;

    public IReadOnlyList<Bookmark> Bookmarks => _bookmarks;

    public IReadOnlyList<InstanceTimer> Timers => _timers;

    public IReadOnlyList<Incident> Incidents => _incidents;

    /// <summary>Steps of people that are done, the latest last.</summary>
    public IReadOnlyList<DoneStep> DoneSteps => _doneSteps;

    /// <summary>Who approved in the last approval that was decided.</summary>
    public ImmutableArray<string> LastApprovers { get; set; }

    /// <summary>Whether somebody else than the starter has decided something.</summary>
    public bool IsActedOn { get; private set; }

    public JsonObject Variables => _variables;

    public JsonObject Outputs => _outputs;

    public InstanceHeader Header { get; private set; } = new(null, null, null, null, null, null);

    public Guid NewId() => _ids.Next();

    /// <summary>Whether an activity is the trigger that starts the instance in this step; true once.</summary>
    public bool TakeTrigger(string activityId)
    {
        var isTrigger = IsStarting && !_triggerTaken && TriggerActivityId == activityId;
        _triggerTaken |= isTrigger;
        return isTrigger;
    }

    /// <summary>Remembers that a person, or the machine, has decided something.</summary>
    public void NoteDecision(string? personId) => IsActedOn |= personId != _before.StartedBy?.Id;

    /// <summary>Remembers that a step of a person is done.</summary>
    public void NoteDone(Execution execution, Guid? taskId, string? personId, ApprovalRound? round = null)
    {
        _doneSteps.RemoveAll(d => d.NodeId == execution.Node.NodeId && d.ContainerId == execution.Parent!.Id);
        _doneSteps.Add(new DoneStep(execution.Node.NodeId, execution.Parent!.Id, taskId, personId, Context.Now, round));
    }

    public Execution? Find(Guid executionId) => _live.Find(e => e.Id == executionId);

    public ExpressionScope ScopeOf(Execution execution) => new StepScope(this, execution);

    private void LoadExecutions(ImmutableArray<ActivityExecution> stored)
    {
        foreach (var execution in stored)
        {
            var node = Definition.FindNode(execution.NodeId)
                ?? throw new InvalidOperationException($"Instance {_before.Id} runs {execution.NodeId}, which version {Definition.Version} of {Definition.DefinitionId} does not have.");
            var parent = execution.ParentId is { } parentId ? Find(parentId) : null;
            _live.Add(new Execution(execution, node, parent));
        }
    }

    /// <summary>Closes the step: the decision with the instance as it now is.</summary>
    public Decision ToDecision()
    {
        var (status, subStatus) = Settle();
        Header = InstanceHeaders.Compute(this, _before.Header, status, subStatus);
        var wasEndedSo = _before.Status == InstanceStatus.Finished && _before.SubStatus == subStatus;
        if (status == InstanceStatus.Finished && (!wasEndedSo || Events.Exists(e => e is IncidentResolved)))
        {
            Events.Add(new InstanceEnded(subStatus, _endReason));
        }

        var next = _before with
        {
            Revision = _before.Revision + 1,
            Status = status,
            SubStatus = subStatus,
            CorrelationId = CorrelationId,
            Header = Header,
            UpdatedAt = Context.Now,
            Output = _output,
            Tasks = [.. _tasks],
            Timers = [.. _timers],
            Bookmarks = [.. _bookmarks],
            Incidents = [.. _incidents],
            Pause = status == InstanceStatus.Running ? Pause : null,
            Execution = new ExecutionState
            {
                Variables = _variables,
                Executions = [.. _live.Select(e => e.Freeze())],
                Outputs = _outputs,
                ClosedTasks = [.. _closedTasks.TakeLast(ExecutionState.MaxClosedTasks)],
                DoneSteps = [.. _doneSteps.Where(d => Find(d.ContainerId) is not null)],
                LastApprovers = LastApprovers,
                IsActedOn = IsActedOn,
                Name = InstanceName,
                TriggerActivityId = TriggerActivityId,
            },
        };
        if (status == InstanceStatus.Finished && _before.Status != InstanceStatus.Finished && _before.Parent is { } parent)
        {
            Effects.Add(new ResumeParent(NewId(), parent.InstanceId, parent.BookmarkId, ChildResult.Of(next)));
        }

        return new Decision
        {
            Next = next,
            Events = [.. Events],
            Effects = [.. Effects],
            TaskChanges = [.. _taskChanges.Values],
        };
    }
}
