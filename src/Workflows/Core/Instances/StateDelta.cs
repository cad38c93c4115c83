namespace Workflows.Core.Instances;

/// <summary>A step as the fold of states sees it.</summary>
/// <param name="Facts">Its facts as they are stored, in UTF-8.</param>
/// <param name="Delta">What it changed of the state; <see langword="null"/> = it was stored before deltas were.</param>
public readonly record struct StateStep(byte[] Facts, byte[]? Delta);

/// <summary>
/// What a step changed of the stored state, byte for byte: variables, bookmarks and the engine's bookkeeping too, which facts do not tell. It is worked on the text
/// alone, so neither a later release nor a migration to another version can read it otherwise.
/// </summary>
public static class StateDelta
{
    /// <summary>What a step changed.</summary>
    /// <param name="before">The state that it was decided on, as stored; empty when there is none, or history does not come to it.</param>
    /// <param name="facts">Its facts as stored: what they tell is not written again.</param>
    /// <param name="after">The state that it led to.</param>
    public static byte[] Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> facts, ReadOnlySpan<byte> after) => TextDelta.Between([.. before, .. facts], after);

    /// <summary>The state that steps lead to.</summary>
    /// <param name="steps">All steps of an instance, from the first one on. After one without a delta the next one writes the state anew.</param>
    /// <returns>The state as it should be stored; empty when the last step has no delta.</returns>
    /// <exception cref="InvalidDataException">The steps do not belong together.</exception>
    public static byte[] Fold(IEnumerable<StateStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return steps.Aggregate(Array.Empty<byte>(), (state, step) => step.Delta is { } delta ? TextDelta.Apply([.. state, .. step.Facts], delta) : []);
    }
}
