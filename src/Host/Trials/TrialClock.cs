using Workflows.Core.Simulation;

namespace Host.Trials;

/// <summary>The virtual clock of a trial, for forms that look at the time.</summary>
/// <param name="trial">The trial.</param>
internal sealed class TrialClock(Trial trial) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => trial.Host.Now.ToUniversalTime();
}
