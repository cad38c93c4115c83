using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;
using Workflows.Storage.Instances;
using Workflows.Storage.Tasks;

namespace Workflows.Storage.Queries;

/// <summary>Lists and details, filtered by the reader's scope in the database. Lists read narrow rows only.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="views">For reads that must agree with each other.</param>
/// <param name="people">For the reach of roles.</param>
/// <param name="archive">For instances that were stored away.</param>
/// <param name="clock">For what is overdue.</param>
internal sealed class InstanceQueries(IDbContextFactory<WorkflowContext> contexts, ReadViews views, IPeople people, IArchive archive, TimeProvider clock) : IInstanceQueries
{
    internal const int LongestPage = 200;

    public async Task<Page<TaskItem>> InboxAsync(Actor reader, InboxFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var scope = new ReaderScope(reader, people.Chart);
        var tasks = View(scope, context, filter.View, clock.GetUtcNow());
        var joined = from t in tasks.AsNoTracking() join i in context.Instances.AsNoTracking() on t.InstanceId equals i.Id select new TaskAndInstance { Task = t, Instance = i };
        if (Pattern(filter.Search) is { } pattern)
        {
            joined = joined.Where(r => EF.Functions.Like(r.Instance.Number!, pattern, "\\") || EF.Functions.Like(r.Instance.TitleZh!, pattern, "\\") || EF.Functions.Like(r.Instance.TitleEn!, pattern, "\\") || EF.Functions.Like(r.Instance.Subject!, pattern, "\\"));
        }

        var ordered = filter.View == InboxView.Done
            ? joined.OrderByDescending(r => r.Task.ClosedAt).ThenBy(r => r.Task.Id)
            : joined.OrderBy(r => r.Task.DueAt == null).ThenBy(r => r.Task.DueAt).ThenBy(r => r.Task.CreatedAt).ThenBy(r => r.Task.Id);
        var total = await joined.CountAsync(cancellationToken).ConfigureAwait(false);
        var rows = await ordered.Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, LongestPage)).ToListAsync(cancellationToken).ConfigureAwait(false);
        var absent = await scope.AbsentAsync(context, rows.ConvertAll(r => r.Task), cancellationToken).ConfigureAwait(false);
        return new Page<TaskItem>([.. rows.Select(r => Item(r.Task, r.Instance) with { For = absent.GetValueOrDefault(r.Task.Id) })], total);
    }

    public async Task<InboxCounts> InboxCountsAsync(Actor reader, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var scope = new ReaderScope(reader, people.Chart);
        var open = await scope.Own(context)
            .GroupBy(t => 1)
            .Select(g => new { All = g.Count(), Mine = g.Count(t => t.Assignee != null), Overdue = g.Count(t => t.DueAt < now) })
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var done = await scope.Completed(context).CountAsync(cancellationToken).ConfigureAwait(false);
        var others = scope.StandsIn
            ? await scope.ForOthers(context).GroupBy(t => 1).Select(g => new { All = g.Count(), Overdue = g.Count(t => t.DueAt < now) }).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            : null;
        var (all, mine, overdue, forOthers) = (open?.All ?? 0, open?.Mine ?? 0, open?.Overdue ?? 0, others?.All ?? 0);
        return new InboxCounts(all + forOthers, mine, all - mine, overdue + (others?.Overdue ?? 0), done, forOthers);
    }

    public async Task<TaskDetail?> FindTaskAsync(Actor reader, Guid taskId, CancellationToken cancellationToken = default)
    {
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var context = view.Context;
        var json = await context.TaskDetails.Where(d => d.TaskId == taskId).Select(d => d.Task).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (json is null)
        {
            return null;
        }

        var task = StoredText.Task(json);
        var definitionId = await context.Instances.Where(i => i.Id == task.InstanceId).Select(i => i.DefinitionId).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var capacity = task.IsOpen && definitionId is not null ? task.CapacityOf(reader, definitionId) : null;
        var visible = capacity is not null || task.ClosedBy?.PersonId == reader.PersonId ? context.Instances : new ReaderScope(reader, people.Chart).Instances(context);
        var row = await visible.AsNoTracking().FirstOrDefaultAsync(i => i.Id == task.InstanceId, cancellationToken).ConfigureAwait(false);
        return row is null ? null : new TaskDetail(task, Item(row), capacity is not null, capacity?.OnBehalfOf);
    }

    public async Task<Page<InstanceItem>> InstancesAsync(Actor reader, InstanceFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = Filtered(new ReaderScope(reader, people.Chart).Instances(context).AsNoTracking(), filter);
        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var page = await rows.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id)
            .Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, LongestPage))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Page<InstanceItem>([.. page.Select(Item)], total);
    }

    public async Task<InstanceDetail?> FindInstanceAsync(Actor reader, Guid instanceId, CancellationToken cancellationToken = default)
    {
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var context = view.Context;
        var row = await new ReaderScope(reader, people.Chart).Instances(context).AsNoTracking().FirstOrDefaultAsync(i => i.Id == instanceId, cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            return await archive.FindAsync(reader, instanceId, cancellationToken).ConfigureAwait(false);
        }

        var state = await context.InstanceStates.Where(s => s.InstanceId == instanceId).Select(s => s.State).FirstAsync(cancellationToken).ConfigureAwait(false);
        var tasks = await (from t in context.Tasks join d in context.TaskDetails on t.Id equals d.TaskId where t.InstanceId == instanceId orderby t.CreatedAt, t.Id select d.Task).ToListAsync(cancellationToken).ConfigureAwait(false);
        var steps = await context.Steps.AsNoTracking().Where(s => s.InstanceId == instanceId).OrderBy(s => s.Revision).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new InstanceDetail(Item(row), StoredText.Instance(state), [.. tasks.Select(StoredText.Task)], [.. steps.SelectMany(History)]);
    }

    internal static IEnumerable<HistoryEntry> History(StepRow step)
    {
        var by = StorageJson.Read<Actor>(step.Actor);
        return StoredText.Events(step.Events).Select((e, i) => new HistoryEntry(step.FirstSequence + i, step.At, step.CommandId, by, e));
    }

    private static IQueryable<TaskRow> View(ReaderScope scope, WorkflowContext context, InboxView view, DateTimeOffset now) => view switch
    {
        InboxView.Mine => scope.Assigned(context),
        InboxView.Pool => scope.Pooled(context),
        InboxView.Overdue => scope.Doable(context).Where(t => t.DueAt < now),
        InboxView.ForOthers => scope.ForOthers(context),
        InboxView.Done => scope.Completed(context),
        _ => scope.Doable(context),
    };

    private IQueryable<InstanceRow> Filtered(IQueryable<InstanceRow> rows, InstanceFilter filter)
    {
        if (filter.DefinitionId is { } definition)
        {
            rows = rows.Where(i => i.DefinitionId == definition);
        }

        if (filter.Status is { } status)
        {
            rows = rows.Where(i => i.Status == status);
        }

        if (filter.Unit is { } unit)
        {
            string[] units = [unit, .. people.Chart.Within(unit).Select(u => u.Code)];
            rows = rows.Where(i => i.Unit != null && units.Contains(i.Unit));
        }

        if (filter.HasIncidents is { } incidents)
        {
            rows = rows.Where(i => i.IncidentCount > 0 == incidents);
        }

        if (filter.DueBefore is { } due)
        {
            rows = rows.Where(i => i.EarliestDueAt < due);
        }

        if (filter.EndedFrom is { } from)
        {
            rows = rows.Where(i => i.Status == InstanceStatus.Finished && i.UpdatedAt >= from);
        }

        if (filter.EndedBefore is { } before)
        {
            rows = rows.Where(i => i.Status == InstanceStatus.Finished && i.UpdatedAt < before);
        }

        if (filter.Ids is { } ids)
        {
            rows = rows.Where(i => ids.Contains(i.Id));
        }

        return Pattern(filter.Search) is { } pattern
            ? rows.Where(i => EF.Functions.Like(i.Number!, pattern, "\\") || EF.Functions.Like(i.TitleZh!, pattern, "\\") || EF.Functions.Like(i.TitleEn!, pattern, "\\") || EF.Functions.Like(i.Subject!, pattern, "\\"))
            : rows;
    }

    /// <summary>A LIKE pattern for "contains", in which nothing that a person types is special; <see langword="null"/> when there is nothing to look for.</summary>
    internal static string? Pattern(string? search) => string.IsNullOrWhiteSpace(search)
        ? null
        : $"%{search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    private static TaskItem Item(TaskRow t, InstanceRow i) => new(t.Id, t.InstanceId, i.DefinitionId, new LocalizedText(t.TitleZh, t.TitleEn), i.Header(), t.State, t.Assignee, t.CreatedAt, t.DueAt, t.EscalationLevel, t.Outcome)
    {
        MayBeBulk = t.MayBeBulk,
        Urged = t.Urged,
        Comments = t.Comments,
    };

    internal static InstanceItem Item(InstanceRow i) => new(i.Id, i.DefinitionId, i.DefinitionVersion, i.Header(), i.Status, i.SubStatus, i.CreatedAt, i.UpdatedAt, i.EarliestDueAt, i.IncidentCount);

    private sealed class TaskAndInstance
    {
        public required TaskRow Task { get; init; }

        public required InstanceRow Instance { get; init; }
    }
}
