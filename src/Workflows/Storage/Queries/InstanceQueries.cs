using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;
using Workflows.Storage.Hidden;
using Workflows.Storage.Instances;
using Workflows.Storage.Tasks;

namespace Workflows.Storage.Queries;

/// <summary>Lists and details, filtered by the reader's scope in the database. Lists read narrow rows only.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="views">For reads that must agree with each other.</param>
/// <param name="people">For the reach of roles.</param>
/// <param name="archive">For instances that were stored away.</param>
/// <param name="inbox">For tasks.</param>
internal sealed class InstanceQueries(IDbContextFactory<WorkflowContext> contexts, ReadViews views, IPeople people, IArchive archive, InboxReader inbox) : IInstanceQueries
{
    internal const int LongestPage = 200;

    public Task<Page<TaskItem>> InboxAsync(Actor reader, InboxFilter filter, CancellationToken cancellationToken = default) => inbox.PageAsync(reader, filter, cancellationToken);

    public Task<InboxCounts> InboxCountsAsync(Actor reader, DateTimeOffset now, CancellationToken cancellationToken = default) => inbox.CountsAsync(reader, now, cancellationToken);

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
        rows = filter.WithoutHidden ? HiddenStore.Shown(context, rows) : rows;
        var ordered = Ordered(rows, filter);
        var (skip, take) = (Math.Max(0, filter.Skip), Math.Clamp(filter.Take, 1, LongestPage));
        var page = await ordered.Skip(skip).Take(take + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return await CappedPage.OfAsync(page.ConvertAll(Item), skip, take, most => rows.Take(most).CountAsync(cancellationToken)).ConfigureAwait(false);
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

    private static IQueryable<InstanceRow> Ordered(IQueryable<InstanceRow> rows, InstanceFilter filter) => (filter.Order, filter.Ascending) switch
    {
        (InstanceOrder.Updated, false) => rows.OrderByDescending(i => i.UpdatedAt).ThenByDescending(i => i.Id),
        (InstanceOrder.Updated, true) => rows.OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id),
        (_, false) => rows.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id),
        (_, true) => rows.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
    };

    /// <summary>What other systems ask for, beyond what the pages do.</summary>
    private static IQueryable<InstanceRow> Narrowed(IQueryable<InstanceRow> rows, InstanceFilter filter)
    {
        if (filter.DefinitionIds is { } definitions)
        {
            rows = rows.Where(i => definitions.Contains(i.DefinitionId));
        }

        if (filter.Version is { } version)
        {
            rows = rows.Where(i => i.DefinitionVersion == version);
        }

        if (filter.SubStatuses is { } states)
        {
            rows = rows.Where(i => states.Contains(i.SubStatus));
        }

        if (filter.CorrelationId is { } correlation)
        {
            rows = rows.Where(i => i.CorrelationId == correlation);
        }

        foreach (var (moment, from, until) in filter.Within)
        {
            rows = moment == InstanceOrder.Updated
                ? rows.Where(i => (from == null || i.UpdatedAt >= from) && (until == null || i.UpdatedAt < until))
                : rows.Where(i => (from == null || i.CreatedAt >= from) && (until == null || i.CreatedAt < until));
        }

        return rows;
    }

    private IQueryable<InstanceRow> Filtered(IQueryable<InstanceRow> rows, InstanceFilter filter)
    {
        rows = Narrowed(rows, filter);
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

        return LikePattern.Contains(filter.Search) is { } pattern
            ? rows.Where(i => EF.Functions.Like(i.Number!, pattern, "\\") || EF.Functions.Like(i.TitleZh!, pattern, "\\") || EF.Functions.Like(i.TitleEn!, pattern, "\\") || EF.Functions.Like(i.Subject!, pattern, "\\"))
            : rows;
    }

    internal static InstanceItem Item(InstanceRow i) => new(i.Id, i.DefinitionId, i.DefinitionVersion, i.Header(), i.Status, i.SubStatus, i.CreatedAt, i.UpdatedAt, i.EarliestDueAt, i.IncidentCount) { CorrelationId = i.CorrelationId };
}
