using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Mail.Sending;

/// <summary>What lets the receiver of one mail decide. Its secrets are in the mail that goes out and nowhere else.</summary>
/// <param name="LinkSecret">Secret of the link; <see langword="null"/> = the mail has no decision link.</param>
/// <param name="ReplySecret">Secret of an answer; <see langword="null"/> = answers do not decide.</param>
/// <param name="Policy">What the definition allows.</param>
/// <param name="Outcomes">What can be chosen.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record Invitation(string? LinkSecret, string? ReplySecret, MailDecision Policy, ImmutableArray<TaskOutcome> Outcomes, DateTimeOffset ExpiresAt)
{
    /// <summary>Stands in the logged text where the link's secret is in the mail.</summary>
    public const string LinkPlace = "__link__";

    /// <summary>Stands in the logged text where the answer's secret is in the mail.</summary>
    public const string ReplyPlace = "__reply__";

    /// <summary>
    /// Puts the secrets into the text that goes out: only where the product's own words at the end want them, lest a title such as
    /// <c>http://elsewhere/__link__</c> carries one away.
    /// </summary>
    public string Unmask(string text) => Unmask(Unmask(text, LinkPlace, LinkSecret), ReplyPlace, ReplySecret);

    private static string Unmask(string text, string place, string? secret) =>
        secret is not null && text.LastIndexOf(place, StringComparison.Ordinal) is >= 0 and var at ? $"{text[..at]}{secret}{text[(at + place.Length)..]}" : text;
}
