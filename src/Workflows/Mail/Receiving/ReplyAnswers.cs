using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Mail.Composing;
using Workflows.Mail.Sending;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Receiving;

/// <summary>Tells the sender of an answer what became of it, through the mail queue: once per mail, only to those whom somebody vouches for, and not without end.</summary>
internal sealed partial class ReplyAnswers(MailComposer composer, MailLetters letters, ReceiverResolver receivers, IMailQueue queue, MailQueueSignal signal, IIncomingMails incoming, MailClock clock)
{
    /// <summary>How many answers a person gets within <see cref="Within"/>: two machines that take each other for people must come to an end.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Within = TimeSpan.FromDays(1);

    /// <summary>Answers when there is somebody to answer.</summary>
    /// <returns>Whether there is an answer, now or from an earlier try.</returns>
    public async Task<bool> AnswerAsync(ReceivedMail mail, Guid id, ReplyVerdict verdict, CancellationToken cancellationToken)
    {
        if (verdict is not { Person: { Email: { } address } person, Keys: [var key, ..] } || await incoming.CountAnsweredAsync(address.ToLowerInvariant(), clock.Now - Within, cancellationToken) >= Most)
        {
            return false;
        }

        var receiver = receivers.ForPerson(person.Id);
        var model = new JsonObject
        {
            ["receiver"] = new JsonObject { ["id"] = person.Id, ["name"] = person.Name },
            ["answer"] = new JsonObject { ["zh"] = verdict.Reason.Zh, ["en"] = verdict.Reason.En },
            ["subject"] = Answered().Replace(mail.Subject, ""),
            ["link"] = letters.Link(key.Line == 0 ? $"tasks/{key.TaskId}" : "inbox"),
        };
        var letter = letters.Letter(MailIds.For(id, "answer"), BuiltInTemplates.Answer, receiver, composer.Compose(package: null, BuiltInTemplates.Answer, receiver.Language, model));
        await queue.AddAsync(
            letter with { InstanceId = key.Line == 0 ? key.InstanceId : null, NextAt = clock.Now, Answers = mail.Message.MessageId, AsksAgainFor = verdict.AsksAgain ? key.MailId : null },
            cancellationToken);
        signal.Wake();
        return true;
    }

    /// <summary>What mail programs put before the subject of what they answer; the answer to that says it once.</summary>
    [GeneratedRegex(@"^(?:\s*(?:回复|答复|回覆|转发|re|aw|fwd?)\s*[:：])+\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Answered();
}
