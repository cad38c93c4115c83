using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Runtime.Timers;

/// <summary>What the timer pump gets from the host.</summary>
/// <param name="Options">How it works.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Logger">The log.</param>
public sealed record TimerPumpEnvironment(IOptions<TimerPumpOptions> Options, TimeProvider Clock, ILogger<TimerPump> Logger);
