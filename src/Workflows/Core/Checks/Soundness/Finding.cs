using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Core.Checks.Soundness;

/// <summary>What can be unsound about a definition.</summary>
internal enum SoundnessFault
{
    /// <summary>A join waits for a token that cannot come; with it the flow comes to nothing.</summary>
    JoinWaits,

    /// <summary>An activity runs twice at once.</summary>
    Twice,

    /// <summary>An end is reached while something else still goes on.</summary>
    LeftBehind,

    /// <summary>A loop goes on within one step, without anything to wait for.</summary>
    NeverWaits,

    /// <summary>From here on no end can be reached.</summary>
    NoExit,

    /// <summary>No way leads there, although connections do.</summary>
    NeverBegun,
}

/// <summary>Something unsound.</summary>
/// <param name="Fault">What.</param>
/// <param name="NodeId">Path of the activity that it shows at.</param>
/// <param name="Way">What happened up to there.</param>
/// <param name="Other">Path of another activity that has to do with it.</param>
/// <param name="IsDoubtful">Whether every way to it that was looked at may be one that the data never take.</param>
internal sealed record Finding(SoundnessFault Fault, string NodeId, ImmutableArray<InstanceEvent> Way, string? Other = null, bool IsDoubtful = false);
