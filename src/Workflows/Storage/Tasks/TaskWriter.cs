using Workflows.Core.Instances;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tasks;

/// <summary>Writes the tasks of a step.</summary>
internal static class TaskWriter
{
    private static readonly string Upsert = Sql.Upsert("tasks", ["id"], "instance_id", "name", "title_zh", "title_en", "state", "is_open", "assignee", "created_at", "due_at", "escalation_level", "closed_at", "closed_by", "outcome");
    private static readonly string UpsertDetail = Sql.Upsert("task_details", ["task_id"], "task");
    private static readonly string InsertCandidate = Sql.InsertIfNew("task_candidates", ["task_id", "key"], "task_id", "key");
    private static readonly string InsertExclusion = Sql.InsertIfNew("task_exclusions", ["task_id", "person_id"], "task_id", "person_id");
    private static readonly string InsertPerson = Sql.InsertIfNew("instance_people", ["person_id", "instance_id"], "person_id", "instance_id");

    public static void Write(WriteSession session, TaskChange change)
    {
        var task = change.Task;
        session[Upsert].Execute(
            task.Id, task.InstanceId, task.Name, task.Title.Zh, task.Title.En, task.State.ToString(), task.IsOpen, task.Assignee,
            task.CreatedAt, task.DueAt, task.EscalationLevel, task.ClosedAt, task.ClosedBy?.PersonId, task.Outcome);
        session[UpsertDetail].Execute(task.Id, change.Json);
        if (change.ChangesPeople)
        {
            WritePeople(session, change);
        }

        foreach (var person in new[] { task.Assignee, task.ClosedBy is { IsSystem: false } by ? by.PersonId : null })
        {
            if (person is not null)
            {
                session[InsertPerson].Execute(person, task.InstanceId);
            }
        }

        if (task is { State: HumanTaskState.Completed, ClosedBy: { } doer })
        {
            session["DELETE FROM drafts WHERE task_id = @p0 AND person_id = @p1"].Execute(task.Id, doer.PersonId);
        }
    }

    private static void WritePeople(WriteSession session, TaskChange change)
    {
        var task = change.Task;
        if (change.Before is not null)
        {
            session["DELETE FROM task_candidates WHERE task_id = @p0"].Execute(task.Id);
            session["DELETE FROM task_exclusions WHERE task_id = @p0"].Execute(task.Id);
        }

        if (!task.IsOpen)
        {
            return;
        }

        foreach (var candidate in task.Candidates)
        {
            session[InsertCandidate].Execute(task.Id, CandidateKeys.Of(candidate));
        }

        foreach (var person in task.Excluded)
        {
            session[InsertExclusion].Execute(task.Id, person);
        }
    }
}
