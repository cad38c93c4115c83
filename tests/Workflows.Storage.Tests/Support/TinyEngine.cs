using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;

namespace Workflows.Storage.Tests.Support;

/// <summary>
/// Decides by the start's input alone, so that a test can ask the storage for exactly the rows it is about: tasks, timers, bookmarks, wishes.
/// The flow of the real engine is tested in its own room and in the tests that run a workflow folder.
/// </summary>
internal static class TinyEngine
{
    public static Decision Decide(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command, DecisionContext context) => command switch
    {
        StartInstance start => Start(package, start, context),
        CompleteTask complete => Complete(instance!, complete, context),
        ClaimTask claim => Change(instance!, claim.TaskId, context, t => t with { State = HumanTaskState.Claimed, Assignee = claim.By.PersonId }, new TaskClaimed(claim.TaskId, claim.By)),
        FireTimer fire => Fire(instance!, fire, context),
        ResumeBookmark resume => Resume(instance!, resume, context),
        FailBookmark fail => Fail(instance!, fail, context),
        CancelInstance cancel => End(instance!, InstanceSubStatus.Cancelled, cancel.Reason, context),
        _ => throw new NotSupportedException(command.GetType().Name),
    };

    private static Decision Start(WorkflowPackage package, StartInstance start, DecisionContext context)
    {
        var next = new WorkflowInstance
        {
            Id = start.InstanceId,
            DefinitionId = package.Definition.DefinitionId,
            DefinitionVersion = package.Definition.Version,
            Revision = 1,
            Status = InstanceStatus.Running,
            SubStatus = InstanceSubStatus.Suspended,
            CorrelationId = start.CorrelationId,
            Header = new InstanceHeader(start.Number, Text(start, "title") is { } title ? new LocalizedText(title, Text(start, "titleEn") ?? title) : null, Text(start, "unit"), Text(start, "subject"), null, new LocalizedText("处理", "Work")),
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
            Input = (JsonObject)start.Input.DeepClone(),
            Execution = new ExecutionState(),
        };
        var events = new List<InstanceEvent> { new InstanceStarted(next.DefinitionId, next.DefinitionVersion, start.Number, start.CorrelationId, start.Input) };
        var tasks = new List<HumanTask>();
        foreach (var wanted in start.Input["tasks"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            var task = Task(next, start, tasks.Count, wanted, context);
            tasks.Add(task);
            events.Add(new TaskCreated(task.Id, task.ActivityId, task.Name, task.Title, task.Assignee, task.Candidates, task.DueAt, null, null));
        }

        next = next with
        {
            Tasks = [.. tasks],
            Timers = [.. Seconds(start, "timers").Select((s, i) => new InstanceTimer(DerivedId.From(start.CommandId, $"timer{i}"), null, null, context.Now.AddSeconds(s), "delay"))],
            Bookmarks = Text(start, "event") is { } name ? [new Bookmark(DerivedId.From(start.CommandId, "event"), BookmarkKind.Event, Guid.Empty, "wait", name, Text(start, "eventKey"))]
                : Text(start, "work") is { } w ? [new Bookmark(DerivedId.From(start.CommandId, "work"), BookmarkKind.Work, Guid.Empty, "work", w, null)] : [],
        };
        events.AddRange(next.Timers.Select(t => new TimerScheduled(t.Id, t.Purpose, t.DueAt)));
        Effect[] effects =
        [
            .. Text(start, "work") is { } work ? [new DoWork(DerivedId.From(start.CommandId, "effect"), work, next.Bookmarks[0].Id, [])] : Array.Empty<Effect>(),
            .. Text(start, "mail") is { } mail ? [new SendMail(DerivedId.From(start.CommandId, "mail"), mail, [new Recipient(RecipientKind.Address, "a@example.test")], [], null)] : Array.Empty<Effect>(),
            .. Text(start, "publish") is { } published ? [new PublishEvent(DerivedId.From(start.CommandId, "publish"), published, null, new JsonObject { ["by"] = "test" })] : Array.Empty<Effect>(),
        ];
        return new Decision { Next = next, Events = [.. events], Effects = [.. effects], TaskChanges = [.. tasks] };
    }

    private static HumanTask Task(WorkflowInstance instance, StartInstance start, int index, JsonObject wanted, DecisionContext context)
    {
        var assignee = (string?)wanted["assignee"];
        return new HumanTask
        {
            Id = DerivedId.From(start.CommandId, $"task{index}"),
            InstanceId = instance.Id,
            ActivityId = $"t{index}",
            Name = (string?)wanted["name"] ?? $"Task{index}",
            Title = new LocalizedText("任务", "Task"),
            State = assignee is null ? HumanTaskState.Created : HumanTaskState.Claimed,
            Assignee = assignee,
            Candidates =
            [
                .. wanted["role"] is { } role ? [new Candidate(null, (string?)role, (string?)wanted["unit"])] : Array.Empty<Candidate>(),
                .. wanted["person"] is { } person ? [new Candidate((string?)person, null, null)] : Array.Empty<Candidate>(),
            ],
            Excluded = wanted["excluded"] is { } excluded ? [(string)excluded!] : [],
            Outcomes = [new TaskOutcome("Done", new LocalizedText("完成", "Done"))],
            CreatedAt = context.Now,
            DueAt = wanted["dueInSeconds"] is { } due ? context.Now.AddSeconds((double)due!) : null,
        };
    }

    private static Decision Complete(WorkflowInstance instance, CompleteTask complete, DecisionContext context)
    {
        if (instance.Tasks.FirstOrDefault(t => t.Id == complete.TaskId) is not { } task)
        {
            return Decision.Refused(new Refusal("task.not-open", new LocalizedText("任务已关闭。", "The task is closed.")));
        }

        if (!task.MayBeDoneBy(complete.By))
        {
            return Decision.Refused(new Refusal("task.not-yours", new LocalizedText("不是您的任务。", "Not your task.")));
        }

        if (complete.Outcome == "Refuse")
        {
            return Decision.Refused(new Refusal("task.form-invalid", new LocalizedText("表单有误。", "The form is wrong.")));
        }

        var closed = task with { State = HumanTaskState.Completed, ClosedAt = context.Now, ClosedBy = complete.By, Outcome = complete.Outcome, Submission = complete.Data };
        var rest = instance.Tasks.Remove(task);
        var completed = new TaskCompleted(task.Id, complete.By, complete.Outcome, complete.Comment, complete.Data, null, null, false);
        var goesOn = rest.Length > 0 || instance.Timers.Length > 0 || instance.Bookmarks.Length > 0;
        return goesOn
            ? new Decision { Next = Step(instance, context) with { Tasks = rest }, Events = [completed], TaskChanges = [closed] }
            : Ended(instance with { Tasks = rest }, InstanceSubStatus.Finished, null, context, [completed], [closed]);
    }

    private static Decision Change(WorkflowInstance instance, Guid taskId, DecisionContext context, Func<HumanTask, HumanTask> change, InstanceEvent fact)
    {
        if (instance.Tasks.FirstOrDefault(t => t.Id == taskId) is not { } task)
        {
            return Decision.Refused(new Refusal("task.not-open", new LocalizedText("任务已关闭。", "The task is closed.")));
        }

        var changed = change(task);
        return new Decision { Next = Step(instance, context) with { Tasks = instance.Tasks.Replace(task, changed) }, Events = [fact], TaskChanges = [changed] };
    }

    private static Decision Fire(WorkflowInstance instance, FireTimer fire, DecisionContext context)
    {
        if (instance.Timers.FirstOrDefault(t => t.Id == fire.TimerId) is not { } timer)
        {
            return Decision.Refused(new Refusal("timer.gone", new LocalizedText("计时已结束。", "The timer is gone.")));
        }

        var next = instance with { Timers = instance.Timers.Remove(timer) };
        var fired = new TimerEnded(timer.Id, true);
        return next.Timers.Length + next.Tasks.Length + next.Bookmarks.Length > 0
            ? new Decision { Next = Step(next, context), Events = [fired] }
            : Ended(next, InstanceSubStatus.Finished, null, context, [fired], []);
    }

    private static Decision Resume(WorkflowInstance instance, ResumeBookmark resume, DecisionContext context) =>
        instance.Bookmarks.Any(b => b.Id == resume.BookmarkId)
            ? Ended(instance with { Bookmarks = [], Output = new JsonObject { ["result"] = resume.Payload?.DeepClone() } }, InstanceSubStatus.Finished, null, context, [new OutputSet("result", resume.Payload), .. instance.Timers.Select(t => new TimerEnded(t.Id, false))], [])
            : Decision.Refused(new Refusal("bookmark.burnt", new LocalizedText("等待项已结束。", "The bookmark is burnt.")));

    private static Decision Fail(WorkflowInstance instance, FailBookmark fail, DecisionContext context)
    {
        if (!instance.Bookmarks.Any(b => b.Id == fail.BookmarkId))
        {
            return Decision.Refused(new Refusal("bookmark.burnt", new LocalizedText("等待项已结束。", "The bookmark is burnt.")));
        }

        var incident = new Incident(DerivedId.From(fail.CommandId, "incident"), Guid.Empty, "work", "Test.Work", fail.Message, context.Now);
        return new Decision
        {
            Next = Step(instance, context) with { Bookmarks = [], Incidents = [incident], SubStatus = InstanceSubStatus.Faulted },
            Events = [new IncidentRaised(incident.Id, incident.ActivityId, incident.ActivityType, incident.Message)],
        };
    }

    private static Decision End(WorkflowInstance instance, InstanceSubStatus subStatus, string reason, DecisionContext context) =>
        Ended(instance with { Tasks = [] }, subStatus, reason, context, [.. instance.Tasks.Select(t => new TaskWithdrawn(t.Id, reason)), .. instance.Timers.Select(t => new TimerEnded(t.Id, false))], [.. instance.Tasks.Select(t => t with { State = HumanTaskState.Withdrawn, ClosedAt = context.Now })]);

    private static Decision Ended(WorkflowInstance instance, InstanceSubStatus subStatus, string? reason, DecisionContext context, InstanceEvent[] facts, HumanTask[] changes) => new()
    {
        Next = Step(instance, context) with { Status = InstanceStatus.Finished, SubStatus = subStatus, Timers = [], Bookmarks = [] },
        Events = [.. facts, new InstanceEnded(subStatus, reason)],
        TaskChanges = [.. changes],
    };

    private static WorkflowInstance Step(WorkflowInstance instance, DecisionContext context) => instance with { Revision = instance.Revision + 1, UpdatedAt = context.Now };

    private static string? Text(StartInstance start, string name) => (string?)start.Input[name];

    private static IEnumerable<double> Seconds(StartInstance start, string name) => start.Input[name]?.AsArray().Select(n => (double)n!) ?? [];
}
