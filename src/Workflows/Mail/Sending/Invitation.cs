using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Mail.Sending;

/// <summary>A task that a mail lets its receiver decide.</summary>
/// <param name="Line">Its number in the mail; 0 = the only one.</param>
/// <param name="TaskId">The task.</param>
/// <param name="LinkSecret">Secret of its link; <see langword="null"/> = it has no decision link.</param>
/// <param name="ByReply">Whether an answer decides it.</param>
/// <param name="Policy">What the definition allows.</param>
/// <param name="Outcomes">What can be chosen.</param>
internal sealed record InvitedTask(int Line, Guid TaskId, string? LinkSecret, bool ByReply, MailDecision Policy, ImmutableArray<TaskOutcome> Outcomes);

/// <summary>What lets the receiver of one mail decide. Its secrets are in the mail that goes out and nowhere else.</summary>
/// <param name="Tasks">What can be decided.</param>
/// <param name="ReplySecret">Secret of an answer; <see langword="null"/> = answers do not decide.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record Invitation(ImmutableArray<InvitedTask> Tasks, string? ReplySecret, DateTimeOffset ExpiresAt)
{
    /// <summary>Stands in the logged text where the answer's secret is in the mail.</summary>
    public const string ReplyPlace = "__reply__";

    // A title cannot hold what nobody knows before the mail is made.
    private readonly string _places = Guid.NewGuid().ToString("N")[..12];

    /// <summary>The only task; <see langword="null"/> = the mail asks for decisions by their numbers.</summary>
    public InvitedTask? Only => Tasks is [{ Line: 0 } only] ? only : null;

    /// <summary>Stands in the logged text where the secret of a task's link is in the mail.</summary>
    public string LinkPlace(InvitedTask task) => task.Line == 0 ? "__link__" : $"__link-{_places}-{task.Line}__";

    /// <summary>
    /// Puts the secrets into the text that goes out: only where the product's own words want them, lest a title such as
    /// <c>http://elsewhere/__link__</c> carries one away.
    /// </summary>
    public string Unmask(string text) => Tasks.Aggregate(Unmask(text, ReplyPlace, ReplySecret), (unmasked, task) => Unmask(unmasked, LinkPlace(task), task.LinkSecret));

    private static string Unmask(string text, string place, string? secret) =>
        secret is not null && text.LastIndexOf(place, StringComparison.Ordinal) is >= 0 and var at ? $"{text[..at]}{secret}{text[(at + place.Length)..]}" : text;
}
