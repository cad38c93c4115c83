using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Runtime.Outbox;

/// <summary>What the outbox pump gets from the host.</summary>
/// <param name="Options">How it works.</param>
/// <param name="BackOff">How long it waits after failures.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Logger">The log.</param>
public sealed record OutboxPumpEnvironment(IOptions<OutboxPumpOptions> Options, BackOff BackOff, TimeProvider Clock, ILogger<OutboxPump> Logger);
