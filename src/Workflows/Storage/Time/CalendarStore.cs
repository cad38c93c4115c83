using Microsoft.EntityFrameworkCore;
using Workflows.Runtime.Time;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Time;

/// <summary>Calendars in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class CalendarStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : ICalendarStore
{
    private static readonly string Upsert = Sql.Upsert("calendars", ["unit"], "rules", "changed_at", "changed_by");
    private static readonly string UpsertRecount = Sql.Upsert("calendar_recounts", ["id"], "recount_id", "after", "reason", "started_at", "ended_at", "moved");

    public IReadOnlyList<StoredCalendar> List()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.Calendars.AsNoTracking().OrderBy(c => c.Unit).AsEnumerable().Select(c => new StoredCalendar(c.Unit.Length == 0 ? null : c.Unit, c.Rules, c.ChangedAt, c.ChangedBy))];
    }

    public Task SaveAsync(StoredCalendar calendar, CalendarRecount recount, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(recount);
        return writer.WriteAsync(
            session =>
            {
                session[UpsertRecount].Execute(1, recount.Id, recount.After, recount.Reason, recount.StartedAt, recount.EndedAt, recount.Moved);
                return calendar.Rules is { } rules
                    ? session[Upsert].Execute(calendar.Unit ?? "", rules, calendar.ChangedAt, calendar.ChangedBy)
                    : session["DELETE FROM calendars WHERE unit = @p0"].Execute(calendar.Unit ?? "");
            },
            cancellationToken);
    }

    public async Task<CalendarRecount?> RecountAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.CalendarRecounts.AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false) is { } row
            ? new CalendarRecount(row.RecountId, row.After, row.Reason, row.StartedAt, row.EndedAt, row.Moved)
            : null;
    }

    public Task SaveProgressAsync(CalendarRecount recount, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recount);
        return writer.WriteAsync(
            session => session["UPDATE calendar_recounts SET after = @p1, ended_at = @p2, moved = @p3 WHERE recount_id = @p0"].Execute(recount.Id, recount.After, recount.EndedAt, recount.Moved),
            cancellationToken);
    }
}
