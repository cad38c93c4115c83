using System.Collections.Immutable;

namespace Workflows.Core.Instances;

/// <summary>That an instance is paused, and what is to be taken up again afterwards.</summary>
/// <param name="At">Since when.</param>
/// <param name="By">Name of the operator.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rungs">Rungs of the ladders of open tasks that are still to be climbed.</param>
public sealed record PauseNote(DateTimeOffset At, string By, string Reason, ImmutableArray<InstanceTimer> Rungs);

/// <summary>That the due time of one task stands still, and what is to be taken up again afterwards.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Rungs">Rungs of its ladder that are still to be climbed.</param>
public sealed record TaskStop(DateTimeOffset Since, ImmutableArray<InstanceTimer> Rungs);
