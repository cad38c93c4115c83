using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Mail.Composing;
using Workflows.Mail.Sending;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Receiving;

/// <summary>Tells the sender of an answer what became of it: once per mail, only to those whom somebody vouches for, and not without end.</summary>
internal sealed class ReplyAnswers(MailComposer composer, MailLetters letters, MailSender sender, IMailLog log, IIncomingMails incoming, MailClock clock)
{
    /// <summary>How many answers a person gets within <see cref="Within"/>: two machines that take each other for people must come to an end.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Within = TimeSpan.FromDays(1);
    private static readonly Actor Machine = Actor.System("mail");

    /// <summary>Answers when there is somebody to answer.</summary>
    /// <returns>Whether an answer has been sent, now or at an earlier try.</returns>
    public async Task<bool> AnswerAsync(ReceivedMail mail, Guid id, ReplyVerdict verdict, CancellationToken cancellationToken)
    {
        if (verdict is not { Person: { Email: { } address } person, Key: { } key } || await incoming.CountAnsweredAsync(address.ToLowerInvariant(), clock.Now - Within, cancellationToken) >= Most)
        {
            return false;
        }

        var mailId = MailIds.For(id, "answer");
        if (await log.FindAsync(Machine, mailId, cancellationToken) is { State: OutgoingMailState.Sent })
        {
            return true;
        }

        var language = person.Language == "en" ? "en" : "zh-CN";
        var receiver = new Receiver($"person:{person.Id}", person.Id, person.Name, address, language, Oversees: false, Obstacle: null);
        var model = new JsonObject
        {
            ["receiver"] = new JsonObject { ["id"] = person.Id, ["name"] = person.Name },
            ["answer"] = new JsonObject { ["zh"] = verdict.Reason.Zh, ["en"] = verdict.Reason.En },
            ["subject"] = mail.Subject,
            ["link"] = letters.Link($"tasks/{key.TaskId}"),
        };
        var composed = composer.Compose(package: null, BuiltInTemplates.Answer, language, model);
        var again = verdict is { AsksAgain: true, Task: { ByMail: { } policy } task } ? Again(key, verdict.Secret!, policy, task) : null;
        var letter = letters.Letter(mailId, BuiltInTemplates.Answer, receiver, again is null ? composed : letters.WithInvitation(composed, again, model, receiver)) with { InstanceId = key.InstanceId };
        return (await sender.SendAsync(letter, language, triesAgain: false, new MailExtras(again, mail.Message.MessageId), cancellationToken)).Refusal is null;
    }

    /// <summary>The sender has shown the secret, so it may be given back: the answer to the answer decides too.</summary>
    private static Invitation Again(DecisionKey key, string secret, MailDecision policy, HumanTask task) =>
        new(null, secret, policy, [.. task.Outcomes.Where(o => key.Outcomes.Contains(o.Name))], key.ExpiresAt);
}
