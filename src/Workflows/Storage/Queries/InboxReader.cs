using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Storage.Instances;
using Workflows.Storage.Tasks;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Queries;

/// <summary>Pages and counts of the inbox.</summary>
/// <param name="views">For reads that must agree with each other.</param>
/// <param name="dialect">For the queries.</param>
/// <param name="people">For the reach of roles.</param>
/// <param name="clock">For what is overdue.</param>
internal sealed class InboxReader(ReadViews views, Dialect dialect, IPeople people, TimeProvider clock)
{
    private static readonly InboxView[] Counted = [InboxView.Open, InboxView.Mine, InboxView.Pool, InboxView.Overdue, InboxView.ForOthers];

    public async Task<Page<TaskItem>> PageAsync(Actor reader, InboxFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var (skip, take) = (Math.Max(0, filter.Skip), Math.Clamp(filter.Take, 1, InstanceQueries.LongestPage));
        if (filter.View == InboxView.Done)
        {
            var done = Completed(reader, view.Context, filter.Search);
            var closed = await done.Skip(skip).Take(take + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
            return await CappedPage.OfAsync(closed.ConvertAll(r => Item(r, null)), skip, take, most => done.Take(most).CountAsync(cancellationToken)).ConfigureAwait(false);
        }

        var now = clock.GetUtcNow();
        var hits = await InboxStreams.Page(dialect, reader, filter, take + 1, now).ReadAsync(view, r => (TaskId: IdBytes.Read(r, 0), Place: r.GetInt32(1)), cancellationToken).ConfigureAwait(false);
        var ids = hits.ConvertAll(h => h.TaskId);
        var rows = await Joined(view.Context.Tasks.Where(t => ids.Contains(t.Id)), view.Context).ToDictionaryAsync(r => r.Task.Id, cancellationToken).ConfigureAwait(false);
        var items = hits.ConvertAll(h => Item(rows[h.TaskId], h.Place == 0 ? null : reader.StandsIn[h.Place - 1].Absent));
        return await CappedPage.OfAsync(items, skip, take, async most => (await CountsAsync(view, reader, [filter], most, now, cancellationToken).ConfigureAwait(false))[0]).ConfigureAwait(false);
    }

    public async Task<InboxCounts> CountsAsync(Actor reader, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const int Most = InboxCounts.Most + 1;
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var counts = await CountsAsync(view, reader, Counted.Select(v => new InboxFilter(v)), Most, now, cancellationToken).ConfigureAwait(false);
        var done = await Completed(reader, view.Context, null).Take(Most).CountAsync(cancellationToken).ConfigureAwait(false);
        return new InboxCounts(counts[0], counts[1], counts[2], counts[3], done, counts[4]);
    }

    private async Task<int[]> CountsAsync(ReadView view, Actor reader, IEnumerable<InboxFilter> filters, int most, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await InboxStreams.Counts(dialect, reader, filters, most, now)
            .ReadAsync(view, r => Enumerable.Range(0, r.FieldCount).Select(r.GetInt32).ToArray(), cancellationToken).ConfigureAwait(false))[0];

    private IQueryable<TaskAndInstance> Completed(Actor reader, WorkflowContext context, string? search)
    {
        var joined = Joined(new ReaderScope(reader, people.Chart).Completed(context), context);
        var found = LikePattern.Contains(search) is { } pattern
            ? joined.Where(r => EF.Functions.Like(r.Instance.Number!, pattern, "\\") || EF.Functions.Like(r.Instance.TitleZh!, pattern, "\\") || EF.Functions.Like(r.Instance.TitleEn!, pattern, "\\") || EF.Functions.Like(r.Instance.Subject!, pattern, "\\"))
            : joined;
        return found.OrderByDescending(r => r.Task.ClosedAt).ThenBy(r => r.Task.Id);
    }

    private static IQueryable<TaskAndInstance> Joined(IQueryable<TaskRow> tasks, WorkflowContext context) =>
        from t in tasks.AsNoTracking() join i in context.Instances.AsNoTracking() on t.InstanceId equals i.Id select new TaskAndInstance { Task = t, Instance = i };

    private static TaskItem Item(TaskAndInstance row, Actor? absent)
    {
        var (t, i) = (row.Task, row.Instance);
        return new(t.Id, t.InstanceId, i.DefinitionId, new LocalizedText(t.TitleZh, t.TitleEn), i.Header(), t.State, t.Assignee, t.CreatedAt, t.DueAt, t.EscalationLevel, t.Outcome)
        {
            For = absent is null ? null : new PersonName(absent.PersonId, absent.Name),
            MayBeBulk = t.MayBeBulk,
            Urged = t.Urged,
            Comments = t.Comments,
        };
    }

    private sealed class TaskAndInstance
    {
        public required TaskRow Task { get; init; }

        public required InstanceRow Instance { get; init; }
    }
}
