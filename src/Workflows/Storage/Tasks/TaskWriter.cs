using Workflows.Core.Instances;
using Workflows.Storage.Mails;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tasks;

/// <summary>Writes the tasks of a step.</summary>
internal static class TaskWriter
{
    private static readonly string Insert = Sql.Upsert("tasks", ["id"], "state", "is_open", "assignee", "due_at", "escalation_level", "closed_at", "closed_by", "outcome", "instance_id", "name", "title_zh", "title_en", "created_at", "may_be_bulk", "urged", "comments");
    private static readonly string InsertDetail = Sql.Upsert("task_details", ["task_id"], "task");
    private static readonly string InsertInbox = Sql.Insert("inbox", "task_id", "key", "due_at", "created_at", "instance_id", "search");
    private static readonly string InsertExclusion = Sql.InsertIfNew("task_exclusions", ["task_id", "person_id"], "task_id", "person_id");
    private static readonly string InsertPerson = Sql.InsertIfNew("instance_people", ["person_id", "instance_id"], "person_id", "instance_id");

    private const string Update =
        "UPDATE tasks SET state = @p1, is_open = @p2, assignee = @p3, due_at = @p4, escalation_level = @p5, closed_at = @p6, closed_by = @p7, outcome = @p8, title_zh = @p9, title_en = @p10, urged = @p11, comments = @p12 WHERE id = @p0";

    public static void Write(WriteSession session, TaskChange change)
    {
        var task = change.Task;
        if (change.Before is null)
        {
            session[Insert].Send(
                task.Id, task.State.ToString(), task.IsOpen, task.Assignee, task.DueAt, task.EscalationLevel, task.ClosedAt, task.ClosedBy?.PersonId, task.Outcome,
                task.InstanceId, task.Name, task.Title.Zh, task.Title.En, task.CreatedAt, task.MayBeBulk, task.Urged, task.Comments);
            session[InsertDetail].Send(task.Id, change.Packed);
        }
        else
        {
            session[Update].Send(
                task.Id, task.State.ToString(), task.IsOpen, task.Assignee, task.DueAt, task.EscalationLevel, task.ClosedAt, task.ClosedBy?.PersonId, task.Outcome, task.Title.Zh, task.Title.En, task.Urged, task.Comments);
            session["UPDATE task_details SET task = @p1 WHERE task_id = @p0"].Send(task.Id, change.Packed);
        }

        if (change.ChangesExclusions)
        {
            WriteExclusions(session, change);
        }

        foreach (var person in change.NewPeople)
        {
            LetSee(session, person, task.InstanceId);
        }

        if (change.Before is { IsOpen: true } && !task.IsOpen)
        {
            DecisionKeyStore.Burn(session, task.Id, task.ClosedAt!.Value);
        }

        if (task is { State: HumanTaskState.Completed, ClosedBy: { } doer })
        {
            session["DELETE FROM drafts WHERE task_id = @p0 AND person_id = @p1"].Send(task.Id, doer.PersonId);
        }
    }

    /// <summary>Notes that a person has to do with an instance, and may therefore see it.</summary>
    public static void LetSee(WriteSession session, string personId, Guid instanceId) => session[InsertPerson].Send(personId, instanceId);

    /// <summary>Puts a task into the inboxes where it lies from now on, and nowhere else.</summary>
    /// <param name="session">Writes it.</param>
    /// <param name="task">As it is now.</param>
    /// <param name="search">What inboxes are searched by.</param>
    /// <param name="isNew">Whether it cannot lie anywhere yet.</param>
    public static void WriteInbox(WriteSession session, HumanTask task, string search, bool isNew)
    {
        if (!isNew)
        {
            session["DELETE FROM inbox WHERE task_id = @p0"].Send(task.Id);
        }

        foreach (var key in InboxKeys.Of(task))
        {
            session[InsertInbox].Send(task.Id, key, task.DueAt ?? DateTimeOffset.MaxValue, task.CreatedAt, task.InstanceId, search);
        }
    }

    private static void WriteExclusions(WriteSession session, TaskChange change)
    {
        var task = change.Task;
        if (change.Before is { Excluded.IsEmpty: false })
        {
            session["DELETE FROM task_exclusions WHERE task_id = @p0"].Send(task.Id);
        }

        if (task.IsOpen)
        {
            foreach (var person in task.Excluded)
            {
                session[InsertExclusion].Send(task.Id, person);
            }
        }
    }
}
