using Microsoft.EntityFrameworkCore;
using Workflows.Runtime.Timers;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Timers;

/// <summary>Timers and schedules in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class TimerStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : ITimerStore, IScheduleStore
{
    private static readonly string UpsertSchedule = Sql.Upsert("schedules", ["definition_id", "activity_id"], "version", "rule", "next_at");

    public async Task<IReadOnlyList<DueTimer>> DueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Timers.Where(t => t.FireAt <= now)
            .OrderBy(t => t.FireAt)
            .Take(max)
            .Select(t => new DueTimer(t.Id, t.InstanceId, t.DueAt, t.Failures))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Timers.OrderBy(t => t.FireAt).Select(t => (DateTimeOffset?)t.FireAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task PostponeAsync(Guid timerId, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(s => s["UPDATE timers SET fire_at = @p1, failures = failures + 1 WHERE id = @p0"].Execute(timerId, until), cancellationToken);

    public Task DropAsync(Guid timerId, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(s => s["DELETE FROM timers WHERE id = @p0"].Execute(timerId), cancellationToken);

    public async Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Schedules.OrderBy(s => s.DefinitionId).ThenBy(s => s.ActivityId)
            .Select(s => new Schedule(s.DefinitionId, s.Version, s.ActivityId, s.Rule, s.NextAt))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task ReplaceAsync(string definitionId, IReadOnlyList<Schedule> schedules, CancellationToken cancellationToken = default) => writer.WriteAsync(
        session =>
        {
            session["DELETE FROM schedules WHERE definition_id = @p0"].Execute(definitionId);
            foreach (var schedule in schedules)
            {
                session[UpsertSchedule].Execute(definitionId, schedule.ActivityId, schedule.Version, schedule.Rule, schedule.NextAt);
            }

            return schedules.Count;
        },
        cancellationToken);

    public Task AdvanceAsync(Schedule fired, DateTimeOffset? next, CancellationToken cancellationToken = default) => writer.WriteAsync(
        session => next is { } at
            ? session["UPDATE schedules SET next_at = @p3 WHERE definition_id = @p0 AND activity_id = @p1 AND next_at = @p2"].Execute(fired.DefinitionId, fired.ActivityId, fired.NextAt, at)
            : session["DELETE FROM schedules WHERE definition_id = @p0 AND activity_id = @p1 AND next_at = @p2"].Execute(fired.DefinitionId, fired.ActivityId, fired.NextAt),
        cancellationToken);
}
