using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Tasks;

/// <summary>To whom a task may sensibly be handed: active people who could have taken it, and the colleagues of its holder; never who is ruled out, nor the one who asks.</summary>
public static class TransferCandidates
{
    /// <summary>The people, those of the same unit first, by name.</summary>
    public static IReadOnlyList<Person> For(HumanTask task, Actor by, IPeople people)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(people);
        var named = task.Candidates.Select(c => c.PersonId).OfType<string>().Select(people.Find).OfType<Person>();
        var byRole = task.Candidates.Where(c => c.Role is not null).SelectMany(c => people.Holding(c.Role!, c.Unit));
        var colleagues = task.Assignee is { } assignee && people.Find(assignee) is { } holder
            ? holder.Grants.SelectMany(g => people.Holding(g.Role, g.Unit))
            : [];
        var unit = people.Find(by.PersonId)?.Unit;
        return [.. named.Concat(byRole).Concat(colleagues)
            .Where(p => p.IsActive && p.Id != by.PersonId && p.Id != task.Assignee && !task.Excluded.Contains(p.Id))
            .DistinctBy(p => p.Id)
            .OrderByDescending(p => p.Unit == unit).ThenBy(p => p.Name, StringComparer.CurrentCulture)];
    }
}
