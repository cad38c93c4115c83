using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Runtime.People;
using Workflows.Storage.Writing;

namespace Workflows.Storage.People;

/// <summary>Absences, held in memory and written through. Read once from the database, on the first question.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class AbsenceStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IAbsences
{
    private static readonly string Upsert = Sql.Upsert("absences", ["id"], "person_id", "substitute_id", "definition_id", "begins_at", "ends_at", "reason");
    private readonly Lock _loading = new();
    private ImmutableArray<Absence> _all;

    public IReadOnlyList<Absence> Current(DateTimeOffset now) => [.. All().Where(a => a.Until > now)];

    public async Task SaveAsync(Absence absence, CancellationToken cancellationToken = default)
    {
        await writer.WriteAsync(s => s[Upsert].Execute(absence.Id, absence.PersonId, absence.SubstituteId, absence.DefinitionId, absence.From, absence.Until, absence.Reason), cancellationToken).ConfigureAwait(false);
        Change(all => Sorted([.. all.Where(a => a.Id != absence.Id), absence]));
    }

    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await writer.WriteAsync(s => s["DELETE FROM absences WHERE id = @p0"].Execute(id), cancellationToken).ConfigureAwait(false);
        Change(all => all.RemoveAll(a => a.Id == id));
    }

    private ImmutableArray<Absence> All()
    {
        lock (_loading)
        {
            return _all.IsDefault ? _all = Load() : _all;
        }
    }

    private void Change(Func<ImmutableArray<Absence>, ImmutableArray<Absence>> change)
    {
        lock (_loading)
        {
            _all = change(_all.IsDefault ? Load() : _all);
        }
    }

    private ImmutableArray<Absence> Load()
    {
        using var context = contexts.CreateDbContext();
        return Sorted(context.Absences.AsNoTracking().AsEnumerable().Select(r => new Absence(r.Id, r.PersonId, r.SubstituteId, r.DefinitionId, r.BeginsAt, r.EndsAt, r.Reason)));
    }

    private static ImmutableArray<Absence> Sorted(IEnumerable<Absence> absences) => [.. absences.OrderBy(a => a.From).ThenBy(a => a.Id)];
}
