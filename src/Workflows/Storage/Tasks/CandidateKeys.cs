using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Storage.Tasks;

/// <summary>Candidates as keys, so that "what may I do?" is one look into an index.</summary>
internal static class CandidateKeys
{
    /// <summary>The key of a candidate: <c>p:ada</c>, <c>r:county-officer@4209001</c>, <c>r:county-officer@*</c>.</summary>
    public static string Of(Candidate candidate) => candidate.PersonId is not null
        ? $"p:{candidate.PersonId}"
        : $"r:{candidate.Role}@{candidate.Unit ?? "*"}";

    /// <summary>Every key that names the actor; agrees with <see cref="Candidate.Matches"/>.</summary>
    public static string[] Of(Actor actor) =>
    [
        $"p:{actor.PersonId}",
        .. actor.Grants.Select(g => $"r:{g.Role}@{g.Unit}"),
        .. actor.Grants.Select(g => g.Role).Distinct(StringComparer.Ordinal).Select(role => $"r:{role}@*"),
    ];
}
