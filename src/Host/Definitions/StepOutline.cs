using System.Collections.Immutable;
using Workflows.Core;

namespace Host.Definitions;

/// <summary>A human step of a definition in the words of the business.</summary>
/// <param name="ActivityId">Id in the definition.</param>
/// <param name="Name">Name in the definition.</param>
/// <param name="Title">What the inbox calls it.</param>
/// <param name="FormKey">Key of its form; <see langword="null"/> = none.</param>
/// <param name="Who">Who may do it, one line each.</param>
/// <param name="Due">Time allowed; <see langword="null"/> = no limit.</param>
/// <param name="Ladder">What happens around the due time, in order.</param>
/// <param name="Outcomes">Ways to complete it.</param>
public sealed record StepOutline(
    string ActivityId,
    string Name,
    LocalizedText Title,
    string? FormKey,
    ImmutableArray<LocalizedText> Who,
    LocalizedText? Due,
    ImmutableArray<RungOutline> Ladder,
    ImmutableArray<LocalizedText> Outcomes);

/// <summary>A rung of the ladder in words.</summary>
/// <param name="When">Relative to the due time.</param>
/// <param name="Whom">Who is told.</param>
/// <param name="Template">Key of the mail template.</param>
public sealed record RungOutline(LocalizedText When, ImmutableArray<LocalizedText> Whom, string? Template);

/// <summary>A step that the machine does.</summary>
/// <param name="ActivityId">Id in the definition.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">What it does, in words.</param>
public sealed record MachineStep(string ActivityId, LocalizedText Title, LocalizedText Kind);
