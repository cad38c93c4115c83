using MailKit;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Receiving;

/// <summary>Knows how far the mailbox has been read, and where to begin one that was never read.</summary>
internal sealed class MailboxCursor(IIncomingMails log, MailClock clock)
{
    /// <summary>How old a mail may be that lies in a mailbox when it is read for the first time, or after the server has numbered it anew.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(2);

    /// <summary>How many mails are looked at together.</summary>
    private const int Piece = 500;

    /// <summary>Begins behind the old mail of a mailbox that was never read: what was written before there was anything to answer is not looked at.</summary>
    public async Task BeginAsync(IMailFolder folder, string mailbox, CancellationToken cancellationToken)
    {
        if (await log.CursorAsync(mailbox, folder.UidValidity, cancellationToken) is not null)
        {
            return;
        }

        await log.MoveCursorAsync(mailbox, folder.UidValidity, await FirstAsync(folder, cancellationToken) - 1, cancellationToken);
    }

    /// <summary>The UID up to which everything has been judged.</summary>
    public async Task<long> LastAsync(IMailFolder folder, string mailbox, CancellationToken cancellationToken) =>
        await log.CursorAsync(mailbox, folder.UidValidity, cancellationToken) ?? 0;

    /// <summary>Passes over a mail that is gone.</summary>
    public Task MoveAsync(IMailFolder folder, string mailbox, uint uid, CancellationToken cancellationToken) =>
        log.MoveCursorAsync(mailbox, folder.UidValidity, uid, cancellationToken);

    /// <summary>
    /// The UID to begin with. Looked for from the end of the mailbox, a piece at a time, until a piece holds nothing recent: a server that is asked to search by date opens every mail that
    /// the mailbox has ever got.
    /// </summary>
    private async Task<uint> FirstAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        var (first, since) = (folder.UidNext?.Id ?? 1, clock.Now - LookBack);
        for (var end = folder.Count; end > 0; end -= Piece)
        {
            var piece = await folder.FetchAsync(Math.Max(0, end - Piece), end - 1, new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate), cancellationToken);
            if (piece.Where(mail => mail.InternalDate >= since).MinBy(mail => mail.UniqueId.Id) is not { } earliest)
            {
                break;
            }

            first = Math.Min(first, earliest.UniqueId.Id);
        }

        return first;
    }
}
