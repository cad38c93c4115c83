using System.Collections.Immutable;
using Workflows.Core.Organisation;
using Workflows.Runtime.Live;

namespace Host.Design;

/// <summary>Who has which workflow open in the designer now, so that two people see each other.</summary>
/// <param name="feed">Hears of everybody who comes and goes.</param>
public sealed class DesignPresence(IChangeFeed feed)
{
    private ImmutableList<Visit> _visits = [];

    /// <summary>Somebody opens a workflow; disposing ends the visit.</summary>
    public IDisposable Enter(string definitionId, PersonName person)
    {
        var visit = new Visit(this, definitionId, person);
        Change(v => v.Add(visit), definitionId);
        return visit;
    }

    /// <summary>The names of the others who have it open; a person is one person in however many windows.</summary>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="myId">One's own id.</param>
    public IReadOnlyList<string> Others(string definitionId, string myId) =>
        [.. _visits.Where(v => v.DefinitionId == definitionId && v.Person.Id != myId).Select(v => v.Person.Name).Distinct()];

    private void Change(Func<ImmutableList<Visit>, ImmutableList<Visit>> change, string definitionId)
    {
        ImmutableInterlocked.Update(ref _visits, change);
        feed.Publish(new Change("design", DefinitionId: definitionId));
    }

    private sealed class Visit(DesignPresence presence, string definitionId, PersonName person) : IDisposable
    {
        public string DefinitionId => definitionId;

        public PersonName Person => person;

        public void Dispose() => presence.Change(v => v.Remove(this), DefinitionId);
    }
}
