using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Workflows.Storage.People;

/// <summary>The organisation, held in memory and written through. Read once from the database, on the first question.</summary>
/// <param name="contexts">For reading and writing.</param>
internal sealed class PeopleStore(IDbContextFactory<WorkflowContext> contexts) : IPeople, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _loading = new();
    private volatile Snapshot? _snapshot;

    public OrgChart Chart => Current.Chart;

    public IReadOnlyList<Person> All => Current.All;

    private Snapshot Current
    {
        get
        {
            if (_snapshot is { } known)
            {
                return known;
            }

            lock (_loading)
            {
                return _snapshot ??= Load();
            }
        }
    }

    public Person? Find(string personId) => Current.ById.GetValueOrDefault(personId);

    public IReadOnlyList<Person> Holding(string role, string? unit) =>
        [.. Current.All.Where(p => p.IsActive && p.Grants.Any(g => g.Role == role && (unit is null || g.Unit == unit)))];

    public IReadOnlyList<Person> Superiors(string unit, int levels) => Chart.Superior(unit, levels) is { } above ? Holding(above.Role, above.Unit.Code) : [];

    public async Task SaveUnitsAsync(IReadOnlyList<OrgUnit> units, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = context.ConfigureAwait(false);
            var rows = await context.OrgUnits.ToDictionaryAsync(u => u.Code, cancellationToken).ConfigureAwait(false);
            foreach (var unit in units)
            {
                if (!rows.Remove(unit.Code, out var row))
                {
                    row = new OrgUnitRow { Code = unit.Code, Name = unit.Name };
                    context.OrgUnits.Add(row);
                }

                (row.Name, row.Tier, row.ParentCode) = (unit.Name, unit.Tier, unit.ParentCode);
            }

            await RemoveUnusedAsync(context, rows, cancellationToken).ConfigureAwait(false);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            _snapshot = Load();
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task SavePersonAsync(Person person, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = context.ConfigureAwait(false);
            var account = await context.Users.FindAsync([person.Id], cancellationToken).ConfigureAwait(false);
            if (account is null)
            {
                account = new Account { Id = person.Id, UserName = person.Id, NormalizedUserName = person.Id.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N"), LockoutEnabled = true };
                context.Users.Add(account);
            }

            if (account.IsActive && !person.IsActive)
            {
                account.SecurityStamp = Guid.NewGuid().ToString("N");
            }

            (account.Name, account.Unit, account.Language, account.IsActive) = (person.Name, person.Unit, person.Language, person.IsActive);
            (account.Email, account.NormalizedEmail) = (person.Email, person.Email?.ToUpperInvariant());
            account.ConcurrencyStamp = Guid.NewGuid().ToString("N");
            var grants = await context.Grants.Where(g => g.PersonId == person.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
            context.Grants.RemoveRange(grants.Where(g => !person.Grants.Contains(new RoleGrant(g.Role, g.Unit))));
            context.Grants.AddRange(person.Grants.Distinct().Where(g => !grants.Exists(r => r.Role == g.Role && r.Unit == g.Unit)).Select(g => new GrantRow { PersonId = person.Id, Role = g.Role, Unit = g.Unit }));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            _snapshot = Load();
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private static async Task RemoveUnusedAsync(WorkflowContext context, Dictionary<string, OrgUnitRow> gone, CancellationToken cancellationToken)
    {
        foreach (var row in gone.Values)
        {
            var used = await context.Users.AnyAsync(a => a.Unit == row.Code, cancellationToken).ConfigureAwait(false)
                || await context.Grants.AnyAsync(g => g.Unit == row.Code, cancellationToken).ConfigureAwait(false)
                || await context.Instances.AnyAsync(i => i.Unit == row.Code, cancellationToken).ConfigureAwait(false);
            if (!used)
            {
                context.OrgUnits.Remove(row);
            }
        }
    }

    private Snapshot Load()
    {
        using var context = contexts.CreateDbContext();
        var units = context.OrgUnits.AsNoTracking().AsEnumerable().Select(u => new OrgUnit(u.Code, u.Name, u.Tier, u.ParentCode)).ToList();
        var grants = context.Grants.AsNoTracking().AsEnumerable().ToLookup(g => g.PersonId, g => new RoleGrant(g.Role, g.Unit), StringComparer.Ordinal);
        var people = context.Users.AsNoTracking()
            .Select(a => new { a.Id, a.Name, a.Email, a.Unit, a.IsActive, a.Language })
            .AsEnumerable()
            .Select(a => new Person(a.Id, a.Name, a.Email, a.Unit, [.. grants[a.Id].OrderBy(g => g.Role, StringComparer.Ordinal).ThenBy(g => g.Unit, StringComparer.Ordinal)], a.IsActive, a.Language))
            .OrderBy(p => p.Id, StringComparer.Ordinal)
            .ToImmutableArray();
        return new Snapshot(new OrgChart(units, people.Where(p => p.IsActive).Select(p => p.ToActor())), people, people.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal));
    }

    private sealed record Snapshot(OrgChart Chart, ImmutableArray<Person> All, FrozenDictionary<string, Person> ById);
}
