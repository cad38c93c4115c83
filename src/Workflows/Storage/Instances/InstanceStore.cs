using System.Data.Common;
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
internal sealed class InstanceStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer, InstanceCache cache, AuditKey key) : IInstanceStore, INumberStore, IEventBookmarks
{
    public async ValueTask<WorkflowInstance?> LoadAsync(Guid instanceId, CancellationToken cancellationToken = default)
    {
        if (cache.Find(instanceId) is { } known)
        {
            return known;
        }

        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var json = await context.InstanceStates.Where(s => s.InstanceId == instanceId).Select(s => s.State).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (json is null)
        {
            return null;
        }

        var instance = StoredText.Instance(json);
        if (instance.Status == InstanceStatus.Running)
        {
            cache.Put(instance, json.Length);
        }

        return instance;
    }

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
        var rows = new StepRows(step, key);
        try
        {
            var result = await writer.WriteAsync(session => StepWriter.Write(session, rows), cancellationToken).ConfigureAwait(false);
            if (result == CommitResult.Committed && rows.Next.Status == InstanceStatus.Running)
            {
                cache.Put(rows.Next, rows.State.Length);
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
