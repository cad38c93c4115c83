using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Mail.Receiving;

/// <summary>What an answer says.</summary>
internal abstract record ReplyReading
{
    /// <summary>It decides.</summary>
    /// <param name="Outcome">The outcome.</param>
    /// <param name="Comment">The rest of what was written; <see langword="null"/> = nothing.</param>
    public sealed record Decided(TaskOutcome Outcome, string? Comment) : ReplyReading;

    /// <summary>It cannot be told what it decides.</summary>
    /// <param name="Why">What is unclear.</param>
    public sealed record Unclear(ReplyDoubt Why) : ReplyReading;
}

/// <summary>Why an answer is unclear.</summary>
internal enum ReplyDoubt
{
    /// <summary>Nothing was written above the quote.</summary>
    Empty,

    /// <summary>It does not begin with a word of the vocabulary.</summary>
    NoWord,

    /// <summary>It says both, or a yes with a condition or a negation in the same line.</summary>
    Contradiction,

    /// <summary>The word fits none, or more than one, of what can be chosen.</summary>
    NoSuchOutcome,
}
