using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Receiving;

/// <summary>What became of a mail that came in.</summary>
/// <param name="State">What.</param>
/// <param name="Code">Why, stable.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record ReplyVerdict(IncomingMailState State, string Code, LocalizedText Reason)
{
    /// <summary>The keys that it brought: one for each decision that was asked for.</summary>
    public ImmutableArray<DecisionKey> Keys { get; init; } = [];

    /// <summary>The mail of ours that it is about.</summary>
    public Guid? MailId { get; init; }

    /// <summary>Who wrote it; set once somebody vouches for them: only then is anything answered.</summary>
    public Person? Person { get; init; }

    /// <summary>What was checked about its sender.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>Whether the answer to it asks for what is open again.</summary>
    public bool AsksAgain { get; init; }
}
