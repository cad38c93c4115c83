using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Workflows.Inspection.Inspectors;

/// <summary>The register as a person may see and change it: the prefecture all of it, a county its own and its stations' people.</summary>
public sealed class InspectorDesk(IInspectorRegister register, IPeople people)
{
    private static readonly string[] Inspecting = [Roles.PrefectureOfficer, Roles.CountyOfficer, Roles.StationInspector];
    private static readonly string[] Keeping = [Roles.PrefectureOfficer, Roles.CountyOfficer];

    /// <summary>Whoever inspects, active and in the reader's units, by unit.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="unit">Only this unit and below; <see langword="null"/> = all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ImmutableArray<Inspector>> ListAsync(Actor by, string? unit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        var within = unit is null ? null : people.Chart.Within(unit).Select(u => u.Code).ToHashSet(StringComparer.Ordinal);
        return await WithRecordsAsync(
            people.All.Where(p => p.IsActive && p.Grants.Any(g => Inspecting.Contains(g.Role)) && Keeps(by, p) && (within is null || within.Contains(p.Unit)))
                .OrderBy(p => p.Unit, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The inspectors of a unit and those below it who can be given another task, by unit: all but those who have as many as the register allows.</summary>
    public async Task<ImmutableArray<Inspector>> FreeAsync(string unit, CancellationToken cancellationToken = default)
    {
        var all = await WithRecordsAsync(
            people.Chart.Within(unit).OrderBy(u => u.Code, StringComparer.Ordinal).SelectMany(u => people.Holding(Roles.StationInspector, u.Code)),
            cancellationToken).ConfigureAwait(false);
        return all.RemoveAll(i => i.IsFull);
    }

    /// <summary>Keeps what was written about an inspector.</summary>
    /// <returns>Why not (<c>inspector.not-yours</c>, <c>inspector.invalid</c>); <see langword="null"/> when done.</returns>
    public async Task<Refusal?> SaveAsync(Actor by, InspectorRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(record);
        if (people.Find(record.PersonId) is not { } person || !Keeps(by, person))
        {
            return new("inspector.not-yours", new LocalizedText("只能维护本单位及下级单位的稽查人员", "You keep the register of your own unit and those below it only"));
        }

        if (record.Cap is < 1 or > InspectorRecord.LargestCap)
        {
            return new("inspector.invalid", new LocalizedText($"在办上限须为 1 到 {InspectorRecord.LargestCap}，不限则留空", $"The most tasks at a time are 1 to {InspectorRecord.LargestCap}; leave it empty for no limit"));
        }

        if (new[] { record.MarketingAccount, record.Device, record.Equipment, record.Qualifications }.Any(t => t.Length > InspectorRecord.Longest))
        {
            return new("inspector.invalid", new LocalizedText($"每项最多 {InspectorRecord.Longest} 个字", $"At most {InspectorRecord.Longest} characters each"));
        }

        await register.SaveAsync(record, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<ImmutableArray<Inspector>> WithRecordsAsync(IEnumerable<Person> found, CancellationToken cancellationToken)
    {
        var inspectors = found.ToList();
        var records = await register.AllAsync(cancellationToken).ConfigureAwait(false);
        var open = await register.OpenTasksAsync([.. inspectors.Select(p => p.Id)], cancellationToken).ConfigureAwait(false);
        return [.. inspectors.Select(p => new Inspector(p, records.GetValueOrDefault(p.Id) ?? new InspectorRecord(p.Id), open.GetValueOrDefault(p.Id)))];
    }

    private bool Keeps(Actor by, Person person) =>
        by.IsSystem || by.Grants.Any(g => Keeping.Contains(g.Role) && people.Chart.Within(g.Unit).Any(u => u.Code == person.Unit));
}

/// <summary>An inspector of the register.</summary>
/// <param name="Person">Who.</param>
/// <param name="Record">What the register says; empty when nobody has written anything yet.</param>
/// <param name="OpenTasks">Tasks that are theirs now.</param>
public sealed record Inspector(Person Person, InspectorRecord Record, int OpenTasks)
{
    /// <summary>Whether nothing more may be given: as many tasks as <see cref="InspectorRecord.Cap"/>, or more.</summary>
    public bool IsFull => OpenTasks >= Record.Cap;
}
