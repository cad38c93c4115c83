using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Inspection.Suspicions;

namespace Workflows.Inspection.Screening;

/// <summary>Runs the rule catalogue over the imported readings.</summary>
public interface IScreening
{
    /// <summary>Runs the rules. The result is not yet in the pool.</summary>
    /// <param name="startedBy">Person id or <c>system:…</c>.</param>
    /// <param name="progress">Told before each rule.</param>
    /// <param name="cancellationToken">Stops between rules.</param>
    Task<ScreeningResult> RunAsync(string startedBy, IProgress<ScreeningProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>The rule catalogue as configured now.</summary>
    IReadOnlyList<ScreeningRule> Rules { get; }
}

/// <summary>What a run found, best first.</summary>
public sealed record ScreeningResult(ScreeningRun Run, IReadOnlyList<Suspicion> Suspicions);

/// <summary>How far a run is.</summary>
/// <param name="Done">Rules done.</param>
/// <param name="Total">Rules in all.</param>
/// <param name="Rule">Code of the rule that runs now.</param>
public sealed record ScreeningProgress(int Done, int Total, string Rule);

/// <summary>A rule of the catalogue (<c>domain.md</c> §3), from the files under <c>workflows/screening</c>.</summary>
/// <param name="Code">Such as <c>LL-05</c>.</param>
/// <param name="Class">量, 价, 费, 损 or 档案 as <c>quantity</c>, <c>price</c>, <c>charge</c>, <c>loss</c>, <c>archive</c>.</param>
/// <param name="Name">Theme.</param>
/// <param name="Version">Version of its parameters, from 1.</param>
/// <param name="Channel">The channel whose data it reads.</param>
/// <param name="Severity">1 (note) to 5 (at once).</param>
/// <param name="Specialty">Leading specialty.</param>
/// <param name="Enabled">Whether it runs.</param>
/// <param name="Parameters">By name.</param>
/// <param name="Guidance">What the inspector should look at.</param>
public sealed record ScreeningRule(string Code, string Class, LocalizedText Name, int Version, string Channel, int Severity, string Specialty, bool Enabled, ImmutableDictionary<string, double> Parameters, LocalizedText Guidance);
