using System.Text;
using Workflows.Core.Instances;

namespace Workflows.Storage.Audit;

/// <summary>What holding a state against its history comes to.</summary>
internal enum StateFold
{
    /// <summary>The state is what history comes to, byte for byte.</summary>
    Agrees,

    /// <summary>It is something else.</summary>
    Differs,

    /// <summary>The last step was stored before deltas were: nothing is proved, and nothing refuted.</summary>
    Untold,
}

/// <summary>Holds stored states against their history.</summary>
internal static class StateFolds
{
    /// <summary>Folds the steps of an instance and compares.</summary>
    /// <param name="steps">Facts and deltas of all its steps, in order.</param>
    /// <param name="state">The stored state.</param>
    public static StateFold Compare(IEnumerable<(string Facts, byte[]? Delta)> steps, string state)
    {
        try
        {
            var folded = StateDelta.Fold(steps.Select(s => new StateStep(Encoding.UTF8.GetBytes(s.Facts), s.Delta)));
            return folded.Length == 0 ? StateFold.Untold : folded.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(state)) ? StateFold.Agrees : StateFold.Differs;
        }
        catch (InvalidDataException)
        {
            return StateFold.Differs;
        }
    }
}
