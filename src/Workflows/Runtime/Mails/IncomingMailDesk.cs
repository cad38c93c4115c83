using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;

namespace Workflows.Runtime.Mails;

/// <summary>What an operator does with mails in quarantine. There is no way to let one decide after all: nobody's word stands for another's.</summary>
/// <param name="mails">Where they are.</param>
/// <param name="changes">Tells the pages.</param>
public sealed class IncomingMailDesk(IIncomingMails mails, IChangeFeed changes)
{
    /// <summary>Puts a mail in quarantine aside.</summary>
    /// <returns>Why not; <see langword="null"/> = it is.</returns>
    public async Task<Refusal?> DismissAsync(Actor by, Guid id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!InstanceAuthority.MayOperate(by))
        {
            return Refusals.NotAllowed;
        }

        if (await mails.FindAsync(by, id, cancellationToken).ConfigureAwait(false) is not { State: IncomingMailState.Quarantined } mail)
        {
            return new Refusal("mail.not-quarantined", new LocalizedText("这封邮件不在隔离区，可能已经处理。", "This mail is not in quarantine; somebody may have dealt with it."));
        }

        await mails.SaveAsync(mail with { State = IncomingMailState.Dismissed, DismissedBy = by.PersonId }, cancellationToken).ConfigureAwait(false);
        changes.Publish(new Change("mail", mail.InstanceId));
        return null;
    }
}
