using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Receiving;

/// <summary>What became of a mail that came in.</summary>
/// <param name="State">What.</param>
/// <param name="Code">Why, stable.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record ReplyVerdict(IncomingMailState State, string Code, LocalizedText Reason)
{
    /// <summary>The key that it brought.</summary>
    public DecisionKey? Key { get; init; }

    /// <summary>The secret that led to the key.</summary>
    public string? Secret { get; init; }

    /// <summary>The task that it is about.</summary>
    public HumanTask? Task { get; init; }

    /// <summary>Who wrote it; set once somebody vouches for them: only then is anything answered.</summary>
    public Person? Person { get; init; }

    /// <summary>What was checked about its sender.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>Whether the answer to it asks for the decision again.</summary>
    public bool AsksAgain { get; init; }
}
