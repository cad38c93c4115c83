using Microsoft.EntityFrameworkCore;
using Workflows.Inspection.Inspectors;

namespace Workflows.Storage.Inspection;

/// <summary>The register of inspectors in the database.</summary>
/// <param name="contexts">The database.</param>
internal sealed class InspectorRegister(IDbContextFactory<WorkflowContext> contexts) : IInspectorRegister
{
    public async Task<IReadOnlyDictionary<string, InspectorRecord>> AllAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return (await context.Inspectors.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(r => r.PersonId, r => r.ToRecord(), StringComparer.Ordinal);
    }

    public async Task SaveAsync(InspectorRecord record, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var row = InspectorRow.Of(record);
        context.Entry(row).State = await context.Inspectors.AnyAsync(r => r.PersonId == record.PersonId, cancellationToken).ConfigureAwait(false) ? EntityState.Modified : EntityState.Added;
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<string, int>> OpenTasksAsync(IReadOnlyCollection<string> personIds, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Tasks.Where(t => t.IsOpen && personIds.Contains(t.Assignee!)).GroupBy(t => t.Assignee!).Select(g => new { Person = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Person, g => g.Count, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
    }
}
