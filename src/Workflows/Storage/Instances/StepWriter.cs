using System.Data.Common;
using System.Runtime.ExceptionServices;
using Workflows.Core.Instances;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Outbox;
using Workflows.Storage.Copies;
using Workflows.Storage.Tasks;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Instances;

/// <summary>Writes a step with prepared statements inside the writer's transaction.</summary>
/// <param name="rows">The step.</param>
internal sealed class StepWriter(StepRows rows) : IWork<CommitResult>
{
    private static readonly string InsertInstance = Sql.InsertIfNew("instances", [], "id", "definition_id", "definition_version", "revision", "history_length", "status", "sub_status", "correlation_id", "parent_instance_id", "number", "title_zh", "title_en", "unit", "subject", "theme", "stage_zh", "stage_en", "created_at", "updated_at", "earliest_due_at", "incident_count");
    private static readonly string InsertState = Sql.Insert("instance_states", "instance_id", "state");

    private const string InsertStep =
        "INSERT INTO steps (instance_id, revision, command_id, subject, at, actor_id, actor, event_count, events, delta, mac, first_sequence) " +
        "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, COALESCE((SELECT history_length FROM instances WHERE id = @p0), 0) - CAST(@p7 AS integer) + 1) ON CONFLICT (command_id) DO NOTHING";

    private static readonly string InsertTimer = Sql.Insert("timers", "id", "instance_id", "due_at", "fire_at", "failures", "purpose");
    private static readonly string InsertBookmark = Sql.Insert("bookmarks", "id", "instance_id", "kind", "name", "correlation_id");
    private static readonly string InsertIncident = Sql.Insert("incidents", "id", "instance_id", "activity_id", "activity_type", "message", "at");
    private static readonly string InsertOutbox = Sql.Insert("outbox", "id", "instance_id", "kind", "effect", "state", "attempts", "next_at", "created_at");
    private static readonly string UpsertSeries = Sql.Insert("number_series", "series", "last") + " ON CONFLICT (series) DO UPDATE SET last = excluded.last WHERE excluded.last > number_series.last";

    // An index is written again when a statement names its columns, so the usual step, which leaves header and status alone, names none of them.
    private const string UpdateProgress =
        "UPDATE instances SET revision = @p2, history_length = history_length + @p3, sub_status = @p4, stage_zh = @p5, stage_en = @p6, updated_at = @p7, earliest_due_at = @p8 " +
        "WHERE id = @p0 AND revision = @p1";

    private const string UpdateInstance =
        "UPDATE instances SET revision = @p2, history_length = history_length + @p3, sub_status = @p4, stage_zh = @p5, stage_en = @p6, updated_at = @p7, earliest_due_at = @p8, " +
        "status = @p9, correlation_id = @p10, number = @p11, title_zh = @p12, title_en = @p13, unit = @p14, subject = @p15, theme = @p16, incident_count = @p17, definition_version = @p18 " +
        "WHERE id = @p0 AND revision = @p1";

    private Sent? _instance;
    private Sent? _step;

    /// <summary>Sends everything before it asks what became of it: steps of a whole group travel to a server together.</summary>
    public void Send(WriteSession session)
    {
        (_instance, _step) = (null, null); // of an earlier run
        _instance = rows.Step.Previous is { } previous ? SendUpdate(session, previous) : SendInsert(session);
        _step = SendStep(session);
        SendState(session);
        SendRest(session);
    }

    /// <summary>Undoes what it wrote unless it was the step that was due.</summary>
    public CommitResult Result(WriteSession session, Exception? failure)
    {
        var result = _instance?.Rows == 0 ? CommitResult.Stale : _step?.Rows == 0 ? CommitResult.Duplicate : CommitResult.Committed;

        // What follows from a stale or repeated step may be there already.
        if (failure is not null && (result == CommitResult.Committed || failure is not DbException exception || !session.Dialect.IsDuplicateKey(exception)))
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (result != CommitResult.Committed)
        {
            session.Undo();
        }

        return result;
    }

    /// <returns>No row when the instance is not at the revision that the step was decided on.</returns>
    private Sent SendUpdate(WriteSession session, WorkflowInstance previous)
    {
        var next = rows.Next;
        var header = next.Header;
        var facts = rows.Step.Decision.Events.Length;
        return rows.OnlyProgresses
            ? session[UpdateProgress].Send(next.Id, previous.Revision, next.Revision, facts, next.SubStatus.ToString(), header.Stage?.Zh, header.Stage?.En, next.UpdatedAt, rows.EarliestDueAt)
            : session[UpdateInstance].Send(
                next.Id, previous.Revision, next.Revision, facts, next.SubStatus.ToString(), header.Stage?.Zh, header.Stage?.En, next.UpdatedAt, rows.EarliestDueAt,
                next.Status.ToString(), next.CorrelationId, header.Number, header.Title?.Zh, header.Title?.En, header.Unit, header.Subject, header.Theme, next.Incidents.Length, next.DefinitionVersion);
    }

    /// <returns>No row when the instance or its number exists already.</returns>
    private Sent SendInsert(WriteSession session)
    {
        var next = rows.Next;
        var header = next.Header;
        return session[InsertInstance].Send(
            next.Id, next.DefinitionId, next.DefinitionVersion, next.Revision, rows.Step.Decision.Events.Length, next.Status.ToString(), next.SubStatus.ToString(), next.CorrelationId, next.Parent?.InstanceId, header.Number,
            header.Title?.Zh, header.Title?.En, header.Unit, header.Subject, header.Theme, header.Stage?.Zh, header.Stage?.En, next.CreatedAt, next.UpdatedAt, rows.EarliestDueAt, next.Incidents.Length);
    }

    /// <returns>No row when the command was carried out before.</returns>
    private Sent SendStep(WriteSession session)
    {
        var command = rows.Step.Command;
        return session[InsertStep].Send(
            rows.Next.Id, rows.Next.Revision, command.CommandId, rows.Subject, rows.Step.At, command.By.PersonId, rows.Actor, rows.Step.Decision.Events.Length, rows.Events, rows.Delta, rows.Mac);
    }

    private void SendState(WriteSession session)
    {
        var id = rows.Next.Id;
        if (rows.Step.Previous is not null)
        {
            session["UPDATE instance_states SET state = @p1 WHERE instance_id = @p0"].Send(id, rows.State);
            return;
        }

        session[InsertState].Send(id, rows.State);
        if (rows.Step.Command.By is { IsSystem: false } starter)
        {
            TaskWriter.LetSee(session, starter.PersonId, id);
        }

        if (rows.Step.Number is { } number)
        {
            session[UpsertSeries].Send(number.Series, number.Value);
        }
    }

    private void SendRest(WriteSession session)
    {
        var id = rows.Next.Id;
        foreach (var change in rows.Tasks)
        {
            TaskWriter.Write(session, change);
        }

        foreach (var (task, isNew) in rows.Inbox)
        {
            TaskWriter.WriteInbox(session, task, rows.Search, isNew);
        }

        CopyStore.Write(session, rows.Step);
        foreach (var timer in rows.GoneTimers)
        {
            session["DELETE FROM timers WHERE id = @p0"].Send(timer.Id);
        }

        foreach (var timer in rows.NewTimers)
        {
            session[InsertTimer].Send(timer.Id, id, timer.DueAt, timer.DueAt, 0, timer.Purpose);
        }

        foreach (var bookmark in rows.GoneBookmarks)
        {
            session["DELETE FROM bookmarks WHERE id = @p0"].Send(bookmark.Id);
        }

        foreach (var bookmark in rows.NewBookmarks)
        {
            session[InsertBookmark].Send(bookmark.Id, id, bookmark.Kind.ToString(), bookmark.Name, bookmark.CorrelationId);
        }

        foreach (var incident in rows.GoneIncidents)
        {
            session["DELETE FROM incidents WHERE id = @p0"].Send(incident.Id);
        }

        foreach (var incident in rows.NewIncidents)
        {
            session[InsertIncident].Send(incident.Id, id, incident.ActivityId, incident.ActivityType, incident.Message, incident.At);
        }

        foreach (var (effectId, kind, json) in rows.Effects)
        {
            session[InsertOutbox].Send(effectId, id, kind, json, nameof(OutboxState.Available), 0, rows.Step.At, rows.Step.At);
        }
    }
}
