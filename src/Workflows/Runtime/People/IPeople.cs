using System.Collections.Immutable;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.People;

/// <summary>A person of the organisation: holder of an account and of roles.</summary>
/// <param name="Id">Stable id, the sign-in name.</param>
/// <param name="Name">As shown.</param>
/// <param name="Email">Mail address; <see langword="null"/> = none.</param>
/// <param name="Unit">Home unit.</param>
/// <param name="Grants">Roles held.</param>
/// <param name="IsActive">Whether the person may sign in and be given work.</param>
/// <param name="Language">Preferred language, <c>zh-CN</c> or <c>en</c>.</param>
public sealed record Person(string Id, string Name, string? Email, string Unit, ImmutableArray<RoleGrant> Grants, bool IsActive, string Language)
{
    /// <summary>The person as the giver of commands.</summary>
    public Actor ToActor() => new(Id, Name, Grants);
}

/// <summary>The organisation as it is now. Reads are served from memory and are cheap; a write is visible at once.</summary>
public interface IPeople
{
    /// <summary>The tree of units.</summary>
    OrgChart Chart { get; }

    /// <summary>The person with this id, active or not; <see langword="null"/> when unknown.</summary>
    Person? Find(string personId);

    /// <summary>Active people who hold the role in exactly this unit (<see langword="null"/> = in any).</summary>
    IReadOnlyList<Person> Holding(string role, string? unit);

    /// <summary>The active officers so many tiers above a unit: for a station, its team lead for 0, county officers for 1, prefecture officers for 2.</summary>
    IReadOnlyList<Person> Superiors(string unit, int levels);

    /// <summary>All people.</summary>
    IReadOnlyList<Person> All { get; }

    /// <summary>Replaces the units by those given (adds and renames; a unit that is gone but still used stays).</summary>
    Task SaveUnitsAsync(IReadOnlyList<OrgUnit> units, CancellationToken cancellationToken = default);

    /// <summary>Adds or changes a person (not the password).</summary>
    Task SavePersonAsync(Person person, CancellationToken cancellationToken = default);
}
