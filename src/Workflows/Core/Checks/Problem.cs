using System.Collections.Immutable;

namespace Workflows.Core.Checks;

/// <summary>Something that is wrong with a workflow folder.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Path">The file, relative to the folder.</param>
/// <param name="ActivityId">The activity it is about; <see langword="null"/> when it is about the file.</param>
/// <param name="Code">Stable, dotted, lower case (<c>connection.unknown-activity</c>).</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Line">Line in the file, from 1, when the fault is in one place.</param>
public sealed record Problem(ProblemSeverity Severity, string Path, string? ActivityId, string Code, LocalizedText Message, long? Line = null)
{
    /// <summary>How it comes about, step by step from the start; empty when it lies in one place.</summary>
    public ImmutableArray<ExampleStep> Example { get; init; } = [];
}

/// <summary>A step of the way on which a problem shows.</summary>
/// <param name="ActivityId">The activity that was left, or that the way ends at.</param>
/// <param name="Outcome">The port that it was left by; <see langword="null"/> when the way ends there.</param>
/// <param name="Words">What people call it, with the outcome where there is a choice.</param>
public sealed record ExampleStep(string ActivityId, string? Outcome, LocalizedText Words);
