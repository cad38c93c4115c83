using MailKit;
using MailKit.Search;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Receiving;

/// <summary>Knows how far the mailbox has been read, and where to begin one that was never read.</summary>
internal sealed class MailboxCursor(IIncomingMails log, MailClock clock)
{
    /// <summary>How old a mail may be that lies in a mailbox when it is read for the first time, or after the server has numbered it anew.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(2);

    /// <summary>Begins behind the old mail of a mailbox that was never read: what was written before there was anything to answer is not looked at.</summary>
    public async Task BeginAsync(IMailFolder folder, string mailbox, CancellationToken cancellationToken)
    {
        if (await log.CursorAsync(mailbox, folder.UidValidity, cancellationToken) is not null)
        {
            return;
        }

        var recent = await folder.SearchAsync(SearchQuery.DeliveredAfter((clock.Now - LookBack).UtcDateTime), cancellationToken);
        var first = recent.Count > 0 ? recent.Min(uid => uid.Id) : folder.UidNext?.Id ?? 1;
        await log.MoveCursorAsync(mailbox, folder.UidValidity, first - 1, cancellationToken);
    }

    /// <summary>The UID up to which everything has been judged.</summary>
    public async Task<long> LastAsync(IMailFolder folder, string mailbox, CancellationToken cancellationToken) =>
        await log.CursorAsync(mailbox, folder.UidValidity, cancellationToken) ?? 0;

    /// <summary>Passes over a mail that is gone.</summary>
    public Task MoveAsync(IMailFolder folder, string mailbox, uint uid, CancellationToken cancellationToken) =>
        log.MoveCursorAsync(mailbox, folder.UidValidity, uid, cancellationToken);
}
