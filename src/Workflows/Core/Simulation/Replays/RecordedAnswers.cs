using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Simulation.Replays;

/// <summary>A decision that a person made.</summary>
/// <param name="Task">The task as it was closed.</param>
/// <param name="Since">From when the person had the step; earlier than the task when it was taken back and done over.</param>
/// <param name="At">When it was decided.</param>
/// <param name="By">Who decided, with the roles held then.</param>
/// <param name="SentBack">Where the flow was sent back to; <see langword="null"/> for an outcome.</param>
internal sealed record RecordedDecision(HumanTask Task, DateTimeOffset Since, DateTimeOffset At, Actor By, TaskSentBack? SentBack);

/// <summary>Something that came from outside: the result of a piece of work, an event.</summary>
/// <param name="ActivityId">Where it was waited for.</param>
/// <param name="Since">Since when.</param>
/// <param name="At">When it came.</param>
/// <param name="Values">Variables that were set in the same step, by id.</param>
internal sealed record RecordedAnswer(string ActivityId, DateTimeOffset Since, DateTimeOffset At, IReadOnlyDictionary<string, JsonNode?> Values)
{
    /// <summary>What it brought: what the activity's result was kept in.</summary>
    public JsonNode? Payload(ActivityNode? node) =>
        JsonRead.Text((node?.Json["result"] as JsonObject)?["memoryReference"] as JsonObject, "id") is { } id && Values.TryGetValue(id, out var value) ? value?.DeepClone() : null;
}

/// <summary>What history answers to the questions of a replay; each answer is given once, in the order it was recorded.</summary>
internal sealed class RecordedAnswers
{
    private readonly RecordedCase _recorded;
    private readonly List<RecordedDecision> _decisions;
    private readonly List<RecordedAnswer> _answers;
    private readonly HashSet<(Guid, string)> _handedOver;

    public RecordedAnswers(RecordedCase recorded)
    {
        _recorded = recorded;
        var tasks = recorded.Tasks.ToDictionary(t => t.Id);
        var takenBack = recorded.History.Select(f => f.Event).OfType<TaskTakenBack>().Select(t => t.TaskId).ToHashSet();
        var sentBack = recorded.History.Select(f => f.Event).OfType<TaskSentBack>().ToDictionary(s => s.TaskId);
        _decisions =
        [
            .. from task in recorded.Tasks
               where task is { State: HumanTaskState.Completed, ClosedAt: not null, ClosedBy: { IsSystem: false } } && !takenBack.Contains(task.Id)
               orderby task.ClosedAt
               select new RecordedDecision(task, Since(task, tasks, takenBack), task.ClosedAt!.Value, task.ClosedBy!, sentBack.GetValueOrDefault(task.Id)),
        ];
        _answers = [.. Answers(recorded.History)];
        _handedOver = [.. recorded.History.Select(f => f.Event).OfType<TaskTransferred>().Select(t => (t.TaskId, t.ToPersonId))];
    }

    /// <summary>
    /// The decision that a task of the draft gets: of the same step, first the one that its doer made then and may make now. A seat of an approval gets
    /// its own person's, or that of the same seat.
    /// </summary>
    public RecordedDecision? For(HumanTask task)
    {
        var same = _decisions.Where(d => IsSame(d.Task, task)).ToList();
        return same.FirstOrDefault(d => task.MayBeDoneBy(d.By)) ?? same.FirstOrDefault(d => d.Task.Seat == task.Seat);
    }

    /// <summary>Whether the step was handed out then and nobody decided it: its deadline did, or it was not needed any more.</summary>
    public bool WasLeftUndecided(HumanTask task) => _recorded.Tasks.Any(t => IsSame(t, task) && t.Seat == task.Seat && t.State is (HumanTaskState.TimedOut or HumanTaskState.Withdrawn));

    /// <summary>What came from outside at a step.</summary>
    public RecordedAnswer? At(string activityId) => _answers.FirstOrDefault(a => a.ActivityId == activityId);

    /// <summary>Takes a decision as given.</summary>
    public void Use(RecordedDecision decision) => _decisions.Remove(decision);

    /// <summary>Takes an answer as given.</summary>
    public void Use(RecordedAnswer answer) => _answers.Remove(answer);

    /// <summary>Whether the one who decided had the task by 转办.</summary>
    public bool WasHandedOver(RecordedDecision decision) => _handedOver.Contains((decision.Task.Id, decision.By.ActsAs));

    private static bool IsSame(HumanTask recorded, HumanTask task) => recorded.ActivityId == task.ActivityId || recorded.Name == task.Name;

    private static DateTimeOffset Since(HumanTask task, Dictionary<Guid, HumanTask> tasks, HashSet<Guid> takenBack)
    {
        while (task.RedoOf is { } before && takenBack.Contains(before) && tasks.TryGetValue(before, out var earlier))
        {
            task = earlier;
        }

        return task.CreatedAt;
    }

    /// <summary>Facts of one step carry one instant; what was set when an activity resumed came with what it waited for.</summary>
    private static IEnumerable<RecordedAnswer> Answers(IReadOnlyList<RecordedFact> history)
    {
        var waiting = new Dictionary<Guid, DateTimeOffset>();
        foreach (var fact in history)
        {
            switch (fact.Event)
            {
                case ActivityEvent { Name: ActivityEventName.Suspended } suspended:
                    waiting[suspended.ActivityInstanceId] = fact.At;
                    break;
                case ActivityEvent { Name: ActivityEventName.Resumed } resumed when waiting.Remove(resumed.ActivityInstanceId, out var since):
                    yield return new RecordedAnswer(resumed.ActivityId, since, fact.At, Set(history, fact.At));
                    break;
            }
        }
    }

    private static Dictionary<string, JsonNode?> Set(IReadOnlyList<RecordedFact> history, DateTimeOffset at)
    {
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var set in history.Where(f => f.At == at).Select(f => f.Event).OfType<VariableSet>())
        {
            values.TryAdd(set.VariableId, set.Value);
        }

        return values;
    }
}
