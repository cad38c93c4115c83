using Workflows.Core;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Sending;

/// <summary>
/// Sends one mail of the queue, to the person and the address as they are now. What has been done meanwhile is not asked for any more, so a digest that waited for the morning
/// tells what is open in the morning.
/// </summary>
internal sealed class QueuedMails(IPeople people, ReceiverResolver receivers, Digests digests, Invitations invitations, MailLetters letters, MailSender sender, MailJournal journal, MailClock clock)
{
    /// <summary>A digest for a person that has no contents yet: they are gathered when it is sent.</summary>
    public OutgoingMail NewDigest(string personId)
    {
        var receiver = receivers.ForPerson(personId);
        return letters.Letter(Guid.CreateVersion7(), Digests.Template, receiver, Digests.Empty(receiver.Language)) with { NextAt = clock.Now };
    }

    /// <summary>Sends it.</summary>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var receiver = mail.ReceiverId is { } person ? receivers.ForPerson(person) : receivers.ForAddress(mail.Address);
        mail = mail with { Address = receiver.Address, ReceiverName = receiver.Name };
        if (receiver.Obstacle is { } obstacle)
        {
            await sender.ParkAsync(mail, obstacle, cancellationToken);
        }
        else if (mail.Template == Digests.Template)
        {
            await SendDigestAsync(mail, receiver, cancellationToken);
        }
        else if (await IsNeededAsync(mail, cancellationToken))
        {
            var invitation = await InvitationAsync(mail, receiver, cancellationToken);
            await sender.SendAsync(mail, receiver.Language, triesAgain: true, letters.Extras(invitation, receiver), cancellationToken);
        }
        else
        {
            await DropAsync(mail, cancellationToken);
        }
    }

    private async Task SendDigestAsync(OutgoingMail mail, Receiver receiver, CancellationToken cancellationToken)
    {
        if (await digests.ComposeAsync(mail.Id, receiver, cancellationToken) is not { } digest)
        {
            await DropAsync(mail, cancellationToken);
            return;
        }

        await sender.SendAsync(mail with { Subject = digest.Mail.Subject, Body = digest.Mail.Body }, receiver.Language, triesAgain: true, letters.Extras(digest.Invitation, receiver), cancellationToken);
    }

    private async Task<bool> IsNeededAsync(OutgoingMail mail, CancellationToken cancellationToken) =>
        Asked(mail) is not { } asked || people.Find(mail.ReceiverId!) is null || await invitations.OpenTaskAsync(asked, mail.ReceiverId!, cancellationToken) is not null;

    private async Task<Invitation?> InvitationAsync(OutgoingMail mail, Receiver receiver, CancellationToken cancellationToken) => mail.AsksAgainFor is { } other
        ? await invitations.InviteAgainAsync(receiver, mail.Id, other, cancellationToken)
        : Asked(mail) is { } asked ? await invitations.InviteAsync(receiver, mail.Id, [asked], cancellationToken) : null;

    private Task<OutgoingMail> DropAsync(OutgoingMail mail, CancellationToken cancellationToken) =>
        journal.RecordAsync(mail with { State = OutgoingMailState.Dropped, NextAt = null, Problem = NotNeeded }, cancellationToken);

    private static AskedTask? Asked(OutgoingMail mail) => mail is { ReceiverId: not null, InstanceId: { } instance, TaskId: { } task } ? new AskedTask(0, instance, task) : null;

    private static LocalizedText NotNeeded { get; } = new("发送前任务已经办结或转出，无须再通知。", "What it is about was done or handed over before it was due to go out.");
}
