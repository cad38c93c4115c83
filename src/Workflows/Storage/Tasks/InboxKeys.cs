using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Storage.Tasks;

/// <summary>Assignees and candidates as keys, so that "what may I do?" is one look into an index.</summary>
internal static class InboxKeys
{
    /// <summary>The keys under which a task lies now: of its assignee, else of its candidates; none when it is closed.</summary>
    public static string[] Of(HumanTask task) => task switch
    {
        { IsOpen: false } => [],
        { Assignee: { } person } => [OfAssignee(person)],
        _ => [.. task.Candidates.Select(OfCandidate).Distinct(StringComparer.Ordinal)],
    };

    /// <summary>The key of tasks that a person has: <c>a:ada</c>.</summary>
    public static string OfAssignee(string personId) => $"a:{personId}";

    /// <summary>Every key that names the actor as a candidate; agrees with <see cref="Candidate.Matches"/>. Those of roles, under which most tasks lie, first.</summary>
    public static string[] OfCandidate(Actor actor) =>
    [
        .. actor.Grants.Select(g => $"r:{g.Role}@{g.Unit}").Distinct(StringComparer.Ordinal),
        .. actor.Grants.Select(g => g.Role).Distinct(StringComparer.Ordinal).Select(role => $"r:{role}@*"),
        $"p:{actor.PersonId}",
    ];

    /// <summary>The key of a candidate: <c>p:ada</c>, <c>r:county-officer@4209001</c>, <c>r:county-officer@*</c>.</summary>
    private static string OfCandidate(Candidate candidate) => candidate.PersonId is not null
        ? $"p:{candidate.PersonId}"
        : $"r:{candidate.Role}@{candidate.Unit ?? "*"}";
}
