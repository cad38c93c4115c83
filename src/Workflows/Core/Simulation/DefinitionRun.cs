using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation;

/// <summary>
/// Runs one definition from start to end on a virtual clock, as the command line's <c>run</c> does.
/// </summary>
/// <remarks>
/// Without a drive, time jumps from timer to timer until the instance has ended or waits for something other than time.
/// A drive plays the outside world in order: <c>{"completeTask": "name", "result": …}</c> (for a human task also <c>"outcome"</c>, <c>"comment"</c>, <c>"by"</c>),
/// <c>{"event": "name", "payload": …, "correlationId": …}</c>, <c>{"wait": "PT1S"}</c>. With a drive, time passes only by its waits, and as far as is needed
/// for the next task or event to be waited for.
/// </remarks>
public sealed class DefinitionRun
{
    /// <summary>How many timers may fire before a run counts as never ending (a flow that polls for ever).</summary>
    private const int MaxTimers = 10_000;

    private readonly VirtualHost _host;
    private readonly Guid _id;

    /// <summary>Starts the run.</summary>
    /// <param name="package">What to run.</param>
    /// <param name="input">Its input.</param>
    /// <param name="children">Other definitions that it may start.</param>
    /// <param name="world">The world to run in.</param>
    /// <param name="onEvent">Called with every fact as it happens.</param>
    public DefinitionRun(WorkflowPackage package, JsonObject? input = null, IEnumerable<WorkflowPackage>? children = null, VirtualWorld? world = null, Action<WorkflowInstance, InstanceEvent>? onEvent = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        _host = new VirtualHost([package, .. children ?? []], world)
        {
            OnEvent = onEvent,
        };
        _id = _host.Start(package.Definition.DefinitionId, input ?? []);
    }

    /// <summary>The host it runs in.</summary>
    public VirtualHost Host => _host;

    /// <summary>The instance.</summary>
    public WorkflowInstance Instance => _host.Instance(_id);

    /// <summary>Lets time pass until nothing waits for it any more.</summary>
    /// <returns>What stopped it short; <see langword="null"/> when it ended or waits for something else.</returns>
    public string? RunOut()
    {
        for (var fired = 0; _host.NextTimer is not null; fired++)
        {
            if (fired == MaxTimers)
            {
                return $"停止：已触发 {MaxTimers} 个定时器 / stopped after {MaxTimers} timers";
            }

            if (IsOver(Instance) || !WaitsForTime())
            {
                return null;
            }

            _host.FireNext();
        }

        return null;
    }

    /// <summary>Plays one item of a drive.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Why it could not be played; <see langword="null"/> = it was.</returns>
    public string? Drive(JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (JsonRead.Text(item, "completeTask") is { } task)
        {
            return CompleteTask(task, item);
        }

        if (JsonRead.Text(item, "event") is { } name)
        {
            while (!WaitsFor(name) && _host.FireNext())
            {
            }

            _host.Publish(name, item["payload"]?.DeepClone(), JsonRead.Text(item, "correlationId"));
            return null;
        }

        if (JsonRead.Text(item, "wait") is { } wait)
        {
            if (!WorkSpan.TryParse(wait, out var span))
            {
                return $"“{wait}”不是时长 / '{wait}' is no span";
            }

            _host.AdvanceTo(span.From(_host.Now, _host.World.Calendar));
            return null;
        }

        return $"不认识的驱动项 {item.ToJsonString()} / unknown drive item {item.ToJsonString()}";
    }

    /// <summary>What came of it: <c>{ status, subStatus, lines, completed, variables, output }</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["status"] = Instance.Status.ToString(),
        ["subStatus"] = Instance.SubStatus.ToString(),
        ["lines"] = new JsonArray([.. _host.Lines.Select(l => (JsonNode)l)]),
        ["completed"] = new JsonArray([.. Completed().Select(c => (JsonNode)c)]),
        ["variables"] = Instance.Execution.Variables.DeepClone(),
        ["output"] = Instance.Output.DeepClone(),
    };

    /// <summary>Ids of the activities of the instance that completed, in order; the workflow and flowcharts, which only hold others, are left out.</summary>
    private IEnumerable<string> Completed() => _host.Journal
        .Where(j => j.InstanceId == _id && j.Event is { Name: ActivityEventName.Completed, ActivityType: not ("Elsa.Workflow" or "Elsa.Flowchart") })
        .Select(j => j.Event.ActivityId);

    private string? CompleteTask(string name, JsonObject item)
    {
        do
        {
            if (_host.Work.FirstOrDefault(w => w.Name == name) is { } work)
            {
                return _host.CompleteWork(work, item["result"]?.DeepClone())?.Message.ToString();
            }

            if (_host.Instances.SelectMany(i => i.Tasks).FirstOrDefault(t => t.Name == name || t.ActivityId == name) is { } task)
            {
                return Complete(task, item)?.Message.ToString();
            }
        }
        while (_host.FireNext());

        return $"没有等待中的任务“{name}” / no task '{name}' is waited for";
    }

    private Refusal? Complete(HumanTask task, JsonObject item)
    {
        var by = JsonRead.Text(item, "by") is { } person
            ? _host.World.People.FirstOrDefault(p => p.PersonId == person) ?? new Actor(person, person, [])
            : Actor.System("drive");
        return _host.Do(new CompleteTask(
            _host.NextId(),
            task.InstanceId,
            by,
            task.Id,
            JsonRead.Text(item, "outcome") ?? task.Outcomes[0].Name,
            (item["result"] as JsonObject)?.DeepClone() as JsonObject ?? [],
            JsonRead.Text(item, "comment")));
    }

    private bool WaitsFor(string eventName) => _host.Instances.Any(i => i.Bookmarks.Any(b => b.Kind == BookmarkKind.Event && b.Name == eventName));

    /// <summary>Whether time alone can move something: a wait of a flow, not the ladder of a task that a person has to do.</summary>
    private bool WaitsForTime() => _host.Instances.Any(i => i.Timers.Any(t => t.BookmarkId is not null));

    private static bool IsOver(WorkflowInstance instance) => instance.Status == InstanceStatus.Finished;
}
