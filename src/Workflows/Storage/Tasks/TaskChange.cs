using Workflows.Core.Instances;

namespace Workflows.Storage.Tasks;

/// <summary>A task that a step created or changed.</summary>
/// <param name="Task">As it is after the step.</param>
/// <param name="Packed">The same, as it is stored.</param>
/// <param name="Before">As it was; <see langword="null"/> when it is new.</param>
internal sealed record TaskChange(HumanTask Task, byte[] Packed, HumanTask? Before)
{
    /// <summary>Whether it lies in inboxes other than before, or elsewhere in them.</summary>
    public bool MovesInInbox => Before is null
        || Before.IsOpen != Task.IsOpen
        || Before.Assignee != Task.Assignee
        || Before.DueAt != Task.DueAt
        || !Before.Candidates.SequenceEqual(Task.Candidates);

    /// <summary>Whether the rows that say who may not do it must be written anew.</summary>
    public bool ChangesExclusions => Before is null
        || Before.IsOpen != Task.IsOpen
        || !Before.Excluded.SequenceEqual(Task.Excluded);

    /// <summary>People who had nothing to do with it before.</summary>
    public IEnumerable<string> NewPeople => new[] { Task.Assignee, Task.ClosedBy is { IsSystem: false } by ? by.PersonId : null }
        .OfType<string>()
        .Where(person => person != Before?.Assignee)
        .Distinct(StringComparer.Ordinal);
}
