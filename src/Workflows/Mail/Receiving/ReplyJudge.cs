using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;

namespace Workflows.Mail.Receiving;

/// <summary>
/// Judges a mail that came in: is a machine talking, whose answer is it, who vouches for that, what does it say; and decides when nothing is in doubt.
/// Judging the same mail again comes to the same: the decision's command follows from the key.
/// </summary>
internal sealed class ReplyJudge(SenderCheck senders, IDecisionKeys keys, ReplyDecider decider, Bounces bounces, IIncomingMails log, IPeople people, IOptions<MailOptions> options)
{
    private const int MostSecrets = 20;

    /// <summary>Judges one mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="id">Its row's id.</param>
    /// <param name="cancellationToken">Stops between two steps; judged again later it comes to the same.</param>
    /// <exception cref="IOException">Something outside is away; to be tried again.</exception>
    public async Task<ReplyVerdict> JudgeAsync(ReceivedMail mail, Guid id, CancellationToken cancellationToken)
    {
        if (await log.FindSameAsync(mail.Sha256, id, cancellationToken) is not null)
        {
            return Ignored("mail.same", ReplyTexts.Same);
        }

        if (await bounces.TakeAsync(mail.Message, id, cancellationToken) is { } bounced)
        {
            return bounced;
        }

        if (Machines.Sign(mail.Message) is { } sign)
        {
            return Ignored($"mail.machine.{sign}", ReplyTexts.Machine(sign));
        }

        if (mail.Message.From.Mailboxes.Any(IsOurs))
        {
            return Ignored("mail.own", ReplyTexts.Own);
        }

        var secrets = mail.Secrets();
        var found = new List<(string Secret, IReadOnlyList<DecisionKey> Keys)>();
        foreach (var secret in secrets.Take(MostSecrets))
        {
            if (await keys.FindByReplyAsync(DecisionSecret.Hash(secret), cancellationToken) is { Count: > 0 } known)
            {
                found.Add((secret, known));
            }
        }

        if (found.Count == 0)
        {
            return secrets.Count == 0 ? Quarantined("mail.no-secret", ReplyTexts.NoSecret) : Quarantined("mail.unknown-secret", ReplyTexts.UnknownSecret);
        }

        return Agree(found.SelectMany(f => f.Keys)) ? await JudgeAsync(mail, found[0].Secret, found[0].Keys, cancellationToken) : Quarantined("mail.several-secrets", ReplyTexts.SeveralSecrets);
    }

    /// <summary>Several secrets are fine when they speak of the same: an answer to our answer quotes the first mail too.</summary>
    private static bool Agree(IEnumerable<DecisionKey> keys)
    {
        var all = keys.ToList();
        return all.Select(k => k.PersonId).Distinct().Count() == 1
            && all.Select(k => k.Line == 0).Distinct().Count() == 1
            && all.GroupBy(k => k.Line).All(same => same.Select(k => k.TaskId).Distinct().Count() == 1);
    }

    private async Task<ReplyVerdict> JudgeAsync(ReceivedMail mail, string secret, IReadOnlyList<DecisionKey> asked, CancellationToken cancellationToken)
    {
        var about = new ReplyVerdict(IncomingMailState.Quarantined, "", ReplyTexts.NoSecret) { Keys = [.. asked] };
        var sender = await senders.CheckAsync(mail.Message, cancellationToken);
        about = about with { Checks = sender.Checks };
        var lines = new List<(DecisionKey Key, TaskDetail? Task, string? Voucher)>();
        foreach (var key in asked)
        {
            var task = await decider.TaskAsync(key, cancellationToken);
            lines.Add((key, task, sender.Vouched(task?.Task.ByMail?.Reply ?? ReplyPolicy.Never)));
        }

        if (lines.TrueForAll(l => l.Voucher is null) || !(sender.CoversReceiver || mail.SecretsInText().Contains(secret)))
        {
            return about with { Code = "mail.not-authenticated", Reason = ReplyTexts.NotAuthenticated };
        }

        var person = people.Find(asked[0].PersonId);
        if (person is not { IsActive: true })
        {
            return about with { Code = MailRefusals.NotInOffice.Code, Reason = MailRefusals.NotInOffice.Message };
        }

        if (!string.Equals(person.Email?.Trim(), sender.Address, StringComparison.OrdinalIgnoreCase))
        {
            return about with { Code = "mail.other-sender", Reason = ReplyTexts.OtherSender };
        }

        // The sender is who they say; from here on they are told what became of their answer.
        about = about with { Person = person, State = IncomingMailState.Answered };
        return asked is [{ Line: 0 }]
            ? Single(about, await decider.DecideAsync(asked[0], lines[0].Task!, mail.Written, mail, Source(mail, asked[0], lines[0].Voucher!), cancellationToken))
            : await ByLineAsync(mail, about, lines, cancellationToken);
    }

    private static ReplyVerdict Single(ReplyVerdict about, LineVerdict line) => about with
    {
        State = line.IsDecided ? IncomingMailState.Decided : IncomingMailState.Answered,
        Code = line.Code,
        Reason = line.Reason,
        AsksAgain = line.AsksAgain,
    };

    private async Task<ReplyVerdict> ByLineAsync(ReceivedMail mail, ReplyVerdict about, List<(DecisionKey Key, TaskDetail? Task, string? Voucher)> lines, CancellationToken cancellationToken)
    {
        var said = ReplyLineReader.Read(mail.Written);
        if (said.Written.Count == 0)
        {
            return about with { Code = "mail.unclear", Reason = ReplyTexts.NoNumbers, AsksAgain = lines.Exists(l => l.Task?.Task.IsOpen == true) };
        }

        // What came with an answer belongs to its one decision; with several nobody can say to which.
        var attached = said.Written.Count == 1 ? mail : null;
        var verdicts = new List<LineVerdict>();
        foreach (var (key, task, voucher) in lines)
        {
            verdicts.Add(await LineAsync(key, task, voucher, said, attached, mail, cancellationToken));
        }

        var decided = verdicts.Count(v => v.IsDecided);
        return about with
        {
            State = decided > 0 ? IncomingMailState.Decided : IncomingMailState.Answered,
            Code = decided == verdicts.Count ? "mail.decided" : decided > 0 ? "mail.decided-in-part" : "mail.unclear",
            Reason = ReplyTexts.ByLine(verdicts, [.. said.Written.Keys.Except(lines.Select(l => l.Key.Line))], attached is null && mail.Attachments.Any()),
            AsksAgain = verdicts.Exists(v => v.AsksAgain),
        };
    }

    private async Task<LineVerdict> LineAsync(DecisionKey key, TaskDetail? task, string? voucher, ReplyLines said, ReceivedMail? attached, ReceivedMail mail, CancellationToken cancellationToken)
    {
        LineVerdict Not(string code, LocalizedText reason, bool asksAgain = false) => new(key, task, false, code, reason, asksAgain && task?.Task.IsOpen == true);
        if (!said.Written.TryGetValue(key.Line, out var written))
        {
            return Not("mail.left-out", ReplyTexts.LeftOut, asksAgain: true);
        }

        if (said.Twice.Contains(key.Line))
        {
            return Not("mail.unclear", ReplyTexts.Twice, asksAgain: true);
        }

        return voucher is null || task is null
            ? Not("mail.not-authenticated", ReplyTexts.NotEnoughForLine)
            : await decider.DecideAsync(key, task, written, attached, Source(mail, key, voucher), cancellationToken);
    }

    private static DecisionSource Source(ReceivedMail mail, DecisionKey key, string voucher) =>
        new(DecisionChannel.MailReply, key.MailId) { MessageId = Shortened(mail.Message.MessageId), Sha256 = mail.Sha256, Authentication = voucher };

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
