using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;

namespace Workflows.Mail.Receiving;

/// <summary>
/// Judges a mail that came in: is a machine talking, whose answer is it, who vouches for that, what does it say; and decides when nothing is in doubt.
/// Judging the same mail again comes to the same: the decision's command follows from the key.
/// </summary>
internal sealed class ReplyJudge(
    SenderCheck senders,
    IDecisionKeys keys,
    MailDecisions decisions,
    IInstanceQueries queries,
    IIncomingMails log,
    IPeople people,
    IReplyAttachments attachments,
    IOptions<MailOptions> options)
{
    private const int MostAttachments = 20;
    private static readonly Actor Machine = Actor.System("mail");

    /// <summary>Judges one mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="id">Its row's id.</param>
    /// <param name="cancellationToken">Stops between two steps; judged again later it comes to the same.</param>
    /// <exception cref="IOException">Something outside is away; to be tried again.</exception>
    public async Task<ReplyVerdict> JudgeAsync(ReceivedMail mail, Guid id, CancellationToken cancellationToken)
    {
        if (Machines.Sign(mail.Message) is { } sign)
        {
            return Ignored($"mail.machine.{sign}", ReplyTexts.Machine(sign));
        }

        if (mail.Message.From.Mailboxes.Any(IsOurs))
        {
            return Ignored("mail.own", ReplyTexts.Own);
        }

        if (await log.FindSameAsync(mail.Sha256, id, cancellationToken) is not null)
        {
            return Ignored("mail.same", ReplyTexts.Same);
        }

        var secrets = mail.Secrets();
        var found = new List<(string Secret, DecisionKey Key)>();
        foreach (var secret in secrets.Take(20))
        {
            if (await keys.FindByReplyAsync(DecisionSecret.Hash(secret), cancellationToken) is { } key)
            {
                found.Add((secret, key));
            }
        }

        if (found.Count == 0)
        {
            return secrets.Count == 0 ? Quarantined("mail.no-secret", ReplyTexts.NoSecret) : Quarantined("mail.unknown-secret", ReplyTexts.UnknownSecret);
        }

        return found.Select(f => (f.Key.TaskId, f.Key.PersonId)).Distinct().Count() > 1
            ? Quarantined("mail.several-secrets", ReplyTexts.SeveralSecrets)
            : await JudgeAsync(mail, found[0].Secret, found[0].Key, cancellationToken);
    }

    private async Task<ReplyVerdict> JudgeAsync(ReceivedMail mail, string secret, DecisionKey key, CancellationToken cancellationToken)
    {
        var about = new ReplyVerdict(IncomingMailState.Quarantined, "", ReplyTexts.NoSecret) { Key = key, Secret = secret };
        var task = (await queries.FindTaskAsync(Machine, key.TaskId, cancellationToken))?.Task;
        var sender = await senders.CheckAsync(mail.Message, cancellationToken);
        about = about with { Checks = sender.Checks, Task = task };
        if (sender.Vouched(task?.ByMail?.Reply ?? ReplyPolicy.Never) is not { } voucher || !(sender.CoversReceiver || mail.SecretsInText().Contains(secret)))
        {
            return about with { Code = "mail.not-authenticated", Reason = ReplyTexts.NotAuthenticated };
        }

        var person = people.Find(key.PersonId);
        if (person is not { IsActive: true })
        {
            return about with { Code = MailRefusals.NotInOffice.Code, Reason = MailRefusals.NotInOffice.Message };
        }

        if (!string.Equals(person.Email?.Trim(), sender.Address, StringComparison.OrdinalIgnoreCase))
        {
            return about with { Code = "mail.other-sender", Reason = ReplyTexts.OtherSender };
        }

        var source = new DecisionSource(DecisionChannel.MailReply, key.MailId) { MessageId = Shortened(mail.Message.MessageId), Sha256 = mail.Sha256, Authentication = voucher };
        return await DecideAsync(mail, about with { Person = person, State = IncomingMailState.Answered }, source, cancellationToken);
    }

    /// <summary>The sender is who they say; from here on they are told what became of their answer.</summary>
    private async Task<ReplyVerdict> DecideAsync(ReceivedMail mail, ReplyVerdict about, DecisionSource source, CancellationToken cancellationToken)
    {
        var (task, key) = (about.Task!, about.Key!);
        var choices = task.Outcomes.Where(o => key.Outcomes.Contains(o.Name)).ToImmutableArray();
        if (choices.IsEmpty)
        {
            return about with { Code = MailRefusals.OnThePage.Code, Reason = MailRefusals.OnThePage.Message }; // the task has moved to a version with other buttons
        }

        var reading = ReplyReader.Read(mail.Written, choices);
        if (reading is not ReplyReading.Decided decided)
        {
            var doubt = ((ReplyReading.Unclear)reading).Why;
            return task.IsOpen
                ? about with { Code = "mail.unclear", Reason = ReplyTexts.Unclear(doubt, choices), AsksAgain = true }
                : await RefusedAsync(about, choices[0].Name, source, cancellationToken);
        }

        if (task.IsOpen && await HasChangedAsync(key, cancellationToken))
        {
            return about with { Code = "mail.changed", Reason = ReplyTexts.Changed };
        }

        if (task.IsOpen && decisions.ActorOf(key) is { } actor)
        {
            await KeepAttachmentsAsync(actor, task.Id, mail, cancellationToken);
        }

        var outcome = await decisions.DecideAsync(key, decided.Outcome.Name, decided.Comment, source, cancellationToken);
        return outcome.Refusal is { } refusal
            ? about with { Code = refusal.Code, Reason = refusal.Message, AsksAgain = task.IsOpen && refusal.Code == "task.comment-required" }
            : about with { State = IncomingMailState.Decided, Code = "mail.decided", Reason = ReplyTexts.Decided(task, decided.Outcome) };
    }

    private async Task KeepAttachmentsAsync(Actor by, Guid taskId, ReceivedMail mail, CancellationToken cancellationToken)
    {
        foreach (var part in mail.Attachments.Take(MostAttachments))
        {
            using var content = new MemoryStream();
            await part.Content!.DecodeToAsync(content, cancellationToken);
            content.Position = 0;
            await attachments.KeepAsync(by, taskId, MailAddresses.OneLine(part.FileName ?? "attachment"), content, cancellationToken);
        }
    }

    /// <summary>Too late and unclear: what the engine says of a task that is closed ("already decided by … at …") is what its sender needs to know.</summary>
    private async Task<ReplyVerdict> RefusedAsync(ReplyVerdict about, string outcome, DecisionSource source, CancellationToken cancellationToken)
    {
        var answer = await decisions.DecideAsync(about.Key! with { Id = Guid.CreateVersion7() }, outcome, null, source, cancellationToken);
        return about with { Code = answer.Refusal?.Code ?? "task.not-open", Reason = answer.Refusal?.Message ?? MailRefusals.OnThePage.Message };
    }

    /// <summary>Whether something has happened since the mail that its reader cannot know and that may change their mind; what others decided beside them does not count.</summary>
    private async Task<bool> HasChangedAsync(DecisionKey key, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(Machine, key.InstanceId, cancellationToken) is { } detail
        && detail.Instance.Revision != key.Revision
        && detail.History.Any(entry => entry.At > key.StateAt
            && (entry.Event is VariableEdited or TokenMoved or InstanceMigrated || (entry.Event is CommentAdded comment && comment.By.PersonId != key.PersonId)));

    private bool IsOurs(MimeKit.MailboxAddress from)
    {
        var settings = options.Value;
        return new[] { settings.From, settings.Imap.Address }.Any(ours => MailAddresses.TryParse(ours, out var own) && WithoutPlus(own.Address).Equals(WithoutPlus(from.Address), StringComparison.OrdinalIgnoreCase));
    }

    private static string WithoutPlus(string address)
    {
        var (plus, at) = (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@'));
        return plus >= 0 && at > plus ? address[..plus] + address[at..] : address;
    }

    private static string? Shortened(string? id) => id is { Length: > 250 } ? id[..250] : id;

    private static ReplyVerdict Ignored(string code, LocalizedText reason) => new(IncomingMailState.Ignored, code, reason);

    private static ReplyVerdict Quarantined(string code, LocalizedText reason) => new(IncomingMailState.Quarantined, code, reason);
}
