using System.Collections.Immutable;

namespace Workflows.Core.Instances;

/// <summary>That an instance is paused, and what is to be taken up again afterwards.</summary>
/// <param name="At">Since when.</param>
/// <param name="By">Name of the operator.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rungs">Rungs of the ladders of open tasks that are still to be climbed.</param>
public sealed record PauseNote(DateTimeOffset At, string By, string Reason, ImmutableArray<InstanceTimer> Rungs);
