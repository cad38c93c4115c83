using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Runtime.Live;

namespace Workflows.Runtime.Timers;

/// <summary>What the timer pump gets from the host.</summary>
/// <param name="Options">How it works.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Feed">Tells of new definitions.</param>
/// <param name="Logger">The log.</param>
public sealed record TimerPumpEnvironment(IOptions<TimerPumpOptions> Options, TimeProvider Clock, IChangeFeed Feed, ILogger<TimerPump> Logger);
