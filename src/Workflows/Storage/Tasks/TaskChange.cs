using Workflows.Core.Instances;

namespace Workflows.Storage.Tasks;

/// <summary>A task that a step created or changed.</summary>
/// <param name="Task">As it is after the step.</param>
/// <param name="Packed">The same, as it is stored.</param>
/// <param name="Before">As it was; <see langword="null"/> when it is new.</param>
internal sealed record TaskChange(HumanTask Task, byte[] Packed, HumanTask? Before)
{
    /// <summary>Whether the rows that say who may do it must be written anew.</summary>
    public bool ChangesPeople => Before is null
        || Before.IsOpen != Task.IsOpen
        || !Before.Candidates.SequenceEqual(Task.Candidates)
        || !Before.Excluded.SequenceEqual(Task.Excluded);
}
