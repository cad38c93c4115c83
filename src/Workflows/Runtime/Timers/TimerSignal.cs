using Workflows.Runtime.Pumps;

namespace Workflows.Runtime.Timers;

/// <summary>Wakes the timer pump when a timer or a schedule was set.</summary>
public sealed class TimerSignal : WakeSignal;
