using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Receiving;

/// <summary>Where a mail lies in its mailbox.</summary>
/// <param name="Mailbox">User, server and folder.</param>
/// <param name="UidValidity">IMAP's UIDVALIDITY.</param>
/// <param name="Uid">IMAP's UID.</param>
/// <param name="ReceivedAt">When the server got it.</param>
internal sealed record MailPlace(string Mailbox, long UidValidity, long Uid, DateTimeOffset ReceivedAt)
{
    /// <summary>Always the same for the same place.</summary>
    public Guid Id => DerivedId.From($"{Mailbox}:{UidValidity}:{Uid}");
}

/// <summary>Takes one mail in: keeps it, judges it, answers it, and writes down what became of it. Taken again after a crash it comes to the same.</summary>
internal sealed partial class MailTaker(ReplyJudge judge, ReplyAnswers answers, MailArchive archive, IIncomingMails log, IChangeFeed changes, MailClock clock, ILogger<MailTaker> logger)
{
    /// <summary>Takes a mail in.</summary>
    /// <exception cref="IOException">Something outside is away; to be tried again.</exception>
    public async Task TakeAsync(MailPlace place, byte[] raw, CancellationToken cancellationToken)
    {
        if (ReceivedMail.Read(raw) is not { } mail)
        {
            await SetAsideAsync(place, Convert.ToHexStringLower(SHA256.HashData(raw)), "mail.unreadable", ReplyTexts.Unreadable, cancellationToken);
            return;
        }

        await archive.KeepAsync(mail, cancellationToken);
        var verdict = await judge.JudgeAsync(mail, place.Id, cancellationToken);
        var row = Row(place, mail.Sha256, verdict) with
        {
            MessageId = mail.Message.MessageId,
            Sender = mail.Message.From.Mailboxes.FirstOrDefault()?.Address.ToLowerInvariant() ?? "",
            Subject = mail.Subject,
            Excerpt = mail.Excerpt,
        };
        var isAnswered = await answers.AnswerAsync(mail, place.Id, verdict, cancellationToken);
        await SaveAsync(row with { IsAnswered = isAnswered }, cancellationToken);
    }

    /// <summary>Puts a mail that cannot be judged into quarantine, so that it does not hold up those behind it.</summary>
    public Task SetAsideAsync(MailPlace place, string sha256, string code, LocalizedText reason, CancellationToken cancellationToken) =>
        SaveAsync(Row(place, sha256, new ReplyVerdict(IncomingMailState.Quarantined, code, reason)), cancellationToken);

    private async Task SaveAsync(IncomingMail mail, CancellationToken cancellationToken)
    {
        await log.SaveAsync(mail, cancellationToken);
        changes.Publish(new Change("mail", mail.InstanceId));
        MailTaken(logger, mail.Uid, mail.State, mail.Code, mail.InstanceId);
    }

    private IncomingMail Row(MailPlace place, string sha256, ReplyVerdict verdict) => new(
        place.Id, place.Mailbox, place.UidValidity, place.Uid, null, sha256, "", "", place.ReceivedAt, clock.Now, verdict.State, verdict.Code, verdict.Reason, verdict.Checks, "",
        verdict.Person?.Id, Only(verdict, k => k.InstanceId), Only(verdict, k => k.TaskId), verdict.Keys.FirstOrDefault()?.MailId ?? verdict.MailId);

    /// <summary>What all its keys have in common.</summary>
    private static Guid? Only(ReplyVerdict verdict, Func<DecisionKey, Guid> of) => verdict.Keys.Select(of).Distinct().ToList() is [var only] ? only : null;

    [LoggerMessage(4010, LogLevel.Information, "Mail {Uid} came in: {State} ({Code}), instance {InstanceId}")]
    private static partial void MailTaken(ILogger logger, long uid, IncomingMailState state, string code, Guid? instanceId);
}
