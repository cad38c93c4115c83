using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Runtime.Events;
using Workflows.Runtime.Instances;
using Workflows.Storage.Audit;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Instances;

/// <summary>Instances in the database, the ones used last also in memory.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
/// <param name="cache">The ones used last.</param>
/// <param name="key">Signs steps.</param>
/// <param name="sealedTime">Before which there are no new steps.</param>
internal sealed class InstanceStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer, InstanceCache cache, AuditKey key, SealedTime sealedTime) : IInstanceStore, INumberStore, IEventBookmarks
{
    public async ValueTask<WorkflowInstance?> LoadAsync(Guid instanceId, CancellationToken cancellationToken = default) =>
        (cache.Find(instanceId) ?? await ReadAsync(instanceId, cancellationToken).ConfigureAwait(false))?.Instance;

    public async Task<CommandRecord?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Steps.Where(s => s.CommandId == commandId)
            .Select(s => new CommandRecord(s.CommandId, s.InstanceId, s.Revision, s.Subject))
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<CommitResult> CommitAsync(Step step, CancellationToken cancellationToken = default)
    {
        byte[] folded = [];
        if (step.Previous is { } previous)
        {
            var known = cache.Find(previous.Id) ?? await ReadAsync(previous.Id, cancellationToken).ConfigureAwait(false);
            if (known?.Instance.Revision != previous.Revision)
            {
                cache.Forget(previous.Id);
                return CommitResult.Stale;
            }

            folded = known.Folded;
        }

        var at = await sealedTime.NotBeforeAsync(step.At, cancellationToken).ConfigureAwait(false);
        var rows = new StepRows(step with { At = at }, folded, key);
        try
        {
            var result = await writer.WriteAsync(new StepWriter(rows), cancellationToken).ConfigureAwait(false);
            if (result == CommitResult.Committed && rows.Next.Status == InstanceStatus.Running)
            {
                cache.Put(new LoadedInstance(rows.Next, rows.Utf8, rows.Utf8.Length));
            }
            else
            {
                cache.Forget(rows.Next.Id);
            }

            return result;
        }
        catch (DbException exception) when (writer.Dialect.IsConflict(exception))
        {
            cache.Forget(rows.Next.Id);
            return CommitResult.Stale;
        }
        catch
        {
            // Whether the step was committed is not known here: the next reader asks the database.
            cache.Forget(rows.Next.Id);
            throw;
        }
    }

    private async Task<LoadedInstance?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var row = await (
            from s in context.InstanceStates
            join i in context.Instances on s.InstanceId equals i.Id
            where s.InstanceId == id
            select new { s.State, Folds = context.Steps.Any(p => p.InstanceId == id && p.Revision == i.Revision && p.Delta != null) })
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            return null;
        }

        var utf8 = Encoding.UTF8.GetBytes(row.State);
        var loaded = new LoadedInstance(InstanceSerializer.ReadInstance(utf8), row.Folds ? utf8 : [], utf8.Length);
        if (loaded.Instance.Status == InstanceStatus.Running)
        {
            cache.Put(loaded);
        }

        return loaded;
    }

    public async Task<IReadOnlyList<Guid>> RunningOnAsync(string definitionId, int version, Guid after, int take, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Instances
            .Where(i => i.DefinitionId == definitionId && i.DefinitionVersion == version && i.Id.CompareTo(after) > 0 && (i.Status == InstanceStatus.Running || i.SubStatus == InstanceSubStatus.Faulted))
            .OrderBy(i => i.Id).Select(i => i.Id).Take(take)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Guid>> WithDueTimesAsync(Guid after, int take, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Instances
            .Where(i => i.Id.CompareTo(after) > 0 && i.Status == InstanceStatus.Running && i.EarliestDueAt != null)
            .OrderBy(i => i.Id).Select(i => i.Id).Take(take)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> HadTaskAsync(Guid instanceId, string personId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.InstancePeople.AnyAsync(p => p.PersonId == personId && p.InstanceId == instanceId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<long> LastAsync(string series, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.NumberSeries.Where(s => s.Series == series).Select(s => s.Last).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<EventBookmark>> WaitingForAsync(string eventName, string? correlationId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Bookmarks
            .Where(b => b.Kind == BookmarkKind.Event && b.Name == eventName && (correlationId == null || b.CorrelationId == null || b.CorrelationId == correlationId))
            .OrderBy(b => b.Id)
            .Select(b => new EventBookmark(b.InstanceId, b.Id))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<Guid?> InstanceOfAsync(Guid bookmarkId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Bookmarks.Where(b => b.Id == bookmarkId).Select(b => (Guid?)b.InstanceId).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }
}
