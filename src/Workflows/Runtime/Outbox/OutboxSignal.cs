using Workflows.Runtime.Pumps;

namespace Workflows.Runtime.Outbox;

/// <summary>Wakes the outbox pump when a step wished something, or an operator sends something again.</summary>
public sealed class OutboxSignal : WakeSignal;
