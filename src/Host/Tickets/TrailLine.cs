using Host.Shell.Parts;
using Workflows.Core;

namespace Host.Tickets;

/// <summary>A line of a ticket's trail: who did what, when, on which versions.</summary>
/// <param name="Sequence">Position in the history.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Who">Who did it.</param>
/// <param name="ByMachine">Whether the machine did it, not a person.</param>
/// <param name="Icon">Name of a Material symbol.</param>
/// <param name="Tone">What it means.</param>
/// <param name="What">What was done, in a phrase.</param>
/// <param name="Detail">More: candidates, due time, receivers; <see langword="null"/> = nothing.</param>
/// <param name="Comment">What the person wrote.</param>
/// <param name="Form">Key and version of the form that was handed in.</param>
/// <param name="TaskId">The task it is about.</param>
/// <param name="IsMain">Whether it belongs to the short form: beginnings, decisions, failures and ends.</param>
public sealed record TrailLine(
    long Sequence,
    DateTimeOffset At,
    LocalizedText Who,
    bool ByMachine,
    string Icon,
    Tone Tone,
    LocalizedText What,
    LocalizedText? Detail,
    string? Comment,
    (string Key, int Version)? Form,
    Guid? TaskId,
    bool IsMain);
