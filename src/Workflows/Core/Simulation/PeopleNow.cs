using System.Collections.Immutable;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Simulation;

/// <summary>Whom a step would ask if it began now.</summary>
/// <param name="Asked">The people by the way in which they are named; empty when the step could not begin, or would pass without asking anybody.</param>
/// <param name="Failure">Why it could not begin; <see langword="null"/> = it could.</param>
/// <param name="IsStuck">Whether it could not begin, or would wait for somebody who is not there.</param>
public sealed record PeopleNow(ImmutableArray<AskedPeople> Asked, LocalizedText? Failure, bool IsStuck)
{
    /// <summary>Everyone who is asked, each once.</summary>
    public IEnumerable<Actor> People => Asked.SelectMany(a => a.People).DistinctBy(p => p.PersonId);
}

/// <summary>The people whom one entry of a step's choice of people gives.</summary>
/// <param name="Named">The person, or the role and the unit, that came out.</param>
/// <param name="People">Who that is; none when nobody holds the role there, or everybody who does is ruled out.</param>
public sealed record AskedPeople(Candidate Named, ImmutableArray<Actor> People);

/// <summary>A value that the choice of people depends on and that is known only when an instance runs.</summary>
/// <param name="Path">The variable, or the member of it: <c>IssuedTo</c>, <c>Analysis.station</c>.</param>
/// <param name="IsUnit">Whether it leads to a unit; otherwise it names a person.</param>
public sealed record AssumedValue(string Path, bool IsUnit);
