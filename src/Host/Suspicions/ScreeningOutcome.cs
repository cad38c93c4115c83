using Workflows.Inspection.Screening;

namespace Host.Suspicions;

/// <summary>What a screening that was started by hand ended with.</summary>
/// <param name="Run">Its record.</param>
/// <param name="Found">Suspicions found.</param>
/// <param name="New">Of these, how many were not in the pool before.</param>
public sealed record ScreeningOutcome(ScreeningRun Run, int Found, int New);
