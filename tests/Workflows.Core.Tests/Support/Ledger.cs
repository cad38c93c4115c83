using System.Text;
using Workflows.Core.Instances;

namespace Workflows.Core.Tests.Support;

/// <summary>Keeps what an instance has told the world, apart from the instance: the facts and the tasks. What was begun ends once, and what has not ended is in the instance.</summary>
internal sealed class Ledger
{
    private readonly HashSet<Guid> _seen = [];
    private readonly HashSet<Guid> _executions = [];
    private readonly HashSet<Guid> _tasks = [];
    private readonly HashSet<Guid> _timers = [];
    private readonly HashSet<Guid> _incidents = [];
    private readonly Dictionary<Guid, string> _rows = [];
    private readonly List<string> _faults = [];
    private long _revision;

    public void Take(Decision decision)
    {
        Demand(decision.Next!.Revision == ++_revision, $"revision {decision.Next.Revision} does not follow {_revision - 1}");
        foreach (var effect in decision.Effects)
        {
            Demand(_seen.Add(effect.Id), $"the wish {effect.Id} has an id that was used before");
        }

        foreach (var happened in decision.Events)
        {
            Take(happened);
        }

        foreach (var task in decision.TaskChanges)
        {
            _rows.Remove(task.Id);
            if (task.IsOpen)
            {
                _rows[task.Id] = Text(task);
            }
        }
    }

    public IEnumerable<string> Faults(WorkflowInstance instance) =>
    [
        .. _faults,
        .. Differ("tasks by the facts", _tasks, instance.Tasks.Select(t => t.Id)),
        .. Differ("tasks as handed out", _rows.Values, instance.Tasks.Select(Text)),
        .. Differ("timers by the facts", _timers, instance.Timers.Select(t => t.Id)),
        .. Differ("incidents by the facts", _incidents, instance.Incidents.Select(i => i.Id)),
        .. instance.Execution.Executions.IsEmpty ? [] : Differ("executions by the facts", _executions, instance.Execution.Executions.Select(e => e.Id)),
    ];

    private void Take(InstanceEvent happened)
    {
        switch (happened)
        {
            case ActivityEvent { Name: ActivityEventName.Started } e:
                Begin(_executions, e.ActivityInstanceId);
                break;
            case ActivityEvent { Name: ActivityEventName.Completed or ActivityEventName.Canceled } e:
                End(_executions, e.ActivityInstanceId, $"{e.ActivityId} {e.Name}");
                break;
            case TaskCreated e:
                Begin(_tasks, e.TaskId);
                break;
            case TaskCompleted e:
                End(_tasks, e.TaskId, "completed");
                break;
            case TaskSentBack e:
                End(_tasks, e.TaskId, "sent back");
                break;
            case TaskWithdrawn e:
                End(_tasks, e.TaskId, "withdrawn");
                break;
            case TimerScheduled e:
                Begin(_timers, e.TimerId);
                break;
            case TimerEnded e:
                End(_timers, e.TimerId, "timer");
                break;
            case IncidentRaised e:
                Begin(_incidents, e.IncidentId);
                break;
            case IncidentResolved e:
                End(_incidents, e.IncidentId, "incident");
                break;
        }
    }

    private void Begin(HashSet<Guid> open, Guid id)
    {
        Demand(_seen.Add(id), $"{id} begins twice");
        open.Add(id);
    }

    private void End(HashSet<Guid> open, Guid id, string how) => Demand(open.Remove(id), $"{id} ends ({how}) and was not open");

    private void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Add(otherwise);
        }
    }

    private static IEnumerable<string> Differ<T>(string what, IEnumerable<T> told, IEnumerable<T> held)
    {
        var (first, second) = (told.Order().ToArray(), held.Order().ToArray());
        return first.SequenceEqual(second) ? [] : [$"{what}: told {string.Join(", ", first)}; held {string.Join(", ", second)}"];
    }

    private static string Text(HumanTask task) => Encoding.UTF8.GetString(InstanceSerializer.Write(task));
}
