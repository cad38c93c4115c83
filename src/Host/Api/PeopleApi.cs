using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Api;

/// <summary>The caller and the organisation.</summary>
internal static class PeopleApi
{
    /// <summary>Maps them.</summary>
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Organisation");
        group.MapGet("/me", (Caller caller) => PersonAnswer.From(caller.Person))
            .WithName("GetMe").WithSummary("The person who is signed in, with the roles held now.");
        group.MapGet("/organisation", (IPeople people) => people.Chart.Units.OrderBy(u => u.Tier).ThenBy(u => u.Code, StringComparer.Ordinal))
            .WithName("GetOrganisation").WithSummary("The units: prefecture, counties, stations.");
        group.MapGet("/people", ListPeople)
            .WithName("ListPeople").WithSummary("Active people, by role and unit; for handing tasks over.");
    }

    private static IEnumerable<PersonAnswer> ListPeople(IPeople people, string? role, string? unit) => people.All
        .Where(p => p.IsActive && p.Grants.Any(g => (role is null || g.Role == role) && (unit is null || people.Chart.IsWithin(g.Unit, unit))))
        .OrderBy(p => p.Id, StringComparer.Ordinal)
        .Select(p => PersonAnswer.From(p) with { Email = null });

    /// <summary>A person.</summary>
    private sealed record PersonAnswer(string Id, string Name, string? Email, string Unit, IReadOnlyList<RoleGrant> Grants, string Language)
    {
        public static PersonAnswer From(Person person) => new(person.Id, person.Name, person.Email, person.Unit, person.Grants, person.Language);
    }
}
