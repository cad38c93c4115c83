using MailKit;
using MailKit.Net.Imap;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Mail.Receiving;

/// <summary>
/// Reads the mailbox that answers come to. The cursor by UID says what is new; IDLE only says when to look, and a look is taken now and then in any case. A mail that
/// fails several times is put into quarantine rather than hold up the others.
/// </summary>
internal sealed partial class MailboxReader(MailTaker taker, MailboxConnection connection, MailboxCursor cursor, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailboxReader> logger) : BackgroundService
{
    /// <summary>The largest mail that is read, in bytes.</summary>
    public const long Largest = 25 << 20;

    private const int MostTries = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WithoutIdle = TimeSpan.FromSeconds(15);

    private readonly ImapOptions _imap = options.Value.Imap;
    private (uint Uid, int Tries) _failing;

    /// <summary>By this name its cursor and its mails are found again.</summary>
    private string Mailbox => $"{_imap.UserName}@{_imap.Host}/{_imap.Folder}";

    /// <summary>Reads what is new, once.</summary>
    public async Task ReadOnceAsync(CancellationToken cancellationToken)
    {
        using var client = new ImapClient { Timeout = (int)_imap.Timeout.TotalMilliseconds };
        var folder = await connection.OpenAsync(client, cancellationToken);
        await cursor.BeginAsync(folder, Mailbox, cancellationToken);
        await SyncAsync(folder, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstWait;
        while (_imap.IsOn && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var client = new ImapClient { Timeout = (int)_imap.Timeout.TotalMilliseconds };
                var folder = await connection.OpenAsync(client, stoppingToken);
                MailboxOpen(logger, _imap.UserName, _imap.Host, _imap.Folder);
                await ReadAsync(client, folder, () => wait = FirstWait, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested && exception is not OutOfMemoryException)
            {
                MailboxAway(logger, _imap.Host, _imap.EffectivePort, wait, exception);
            }

            await WaitAsync(wait, stoppingToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>Reads what is new, waits for more, and so on until the connection breaks.</summary>
    private async Task ReadAsync(ImapClient client, IMailFolder folder, Action isWell, CancellationToken cancellationToken)
    {
        var validity = folder.UidValidity;
        await cursor.BeginAsync(folder, Mailbox, cancellationToken);
        while (folder.UidValidity == validity)
        {
            var count = folder.Count;
            await SyncAsync(folder, cancellationToken);
            isWell();
            await IdleAsync(client, folder, count, cancellationToken);
        }
    }

    private async Task SyncAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        var last = await cursor.LastAsync(folder, Mailbox, cancellationToken);
        if (last >= uint.MaxValue)
        {
            return;
        }

        // The server answers a range beyond the last mail with that last mail, so what is not new is left out here.
        var news = await folder.FetchAsync(new UniqueIdRange(folder.UidValidity, (uint)last + 1, uint.MaxValue), new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate), cancellationToken);
        foreach (var summary in news.Where(s => s.UniqueId.Id > last).OrderBy(s => s.UniqueId.Id))
        {
            await TakeAsync(folder, summary, cancellationToken);
        }
    }

    private async Task TakeAsync(IMailFolder folder, IMessageSummary summary, CancellationToken cancellationToken)
    {
        var uid = summary.UniqueId;
        var place = new MailPlace(Mailbox, folder.UidValidity, uid.Id, summary.InternalDate ?? clock.GetUtcNow());
        if (summary.Size > Largest)
        {
            await taker.SetAsideAsync(place, "", "mail.too-large", ReplyTexts.TooLarge(Largest), cancellationToken);
            return;
        }

        try
        {
            await taker.TakeAsync(place, await DownloadAsync(folder, uid, cancellationToken), cancellationToken);
        }
        catch (MessageNotFoundException)
        {
            await cursor.MoveAsync(folder, Mailbox, uid.Id, cancellationToken); // somebody deleted it meanwhile
            return;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not (OutOfMemoryException or ImapProtocolException or ServiceNotConnectedException))
        {
            _failing = _failing.Uid == uid.Id ? (uid.Id, _failing.Tries + 1) : (uid.Id, 1);
            if (_failing.Tries < MostTries)
            {
                throw;
            }

            MailFails(logger, uid.Id, exception);
            await taker.SetAsideAsync(place, "", "mail.failed", ReplyTexts.Failed(exception.Message), cancellationToken);
            return;
        }

        await folder.AddFlagsAsync(uid, MessageFlags.Seen, silent: true, cancellationToken);
    }

    private static async Task<byte[]> DownloadAsync(IMailFolder folder, UniqueId uid, CancellationToken cancellationToken)
    {
        await using var stream = await folder.GetStreamAsync(uid, cancellationToken);
        using var raw = new MemoryStream();
        await stream.CopyToAsync(raw, cancellationToken);
        return raw.ToArray();
    }

    /// <summary>Waits until the server tells of new mail, or a look is due in any case.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="count">How many mails it held before the last look: what came during that look was told of then, and will not be told of again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private async Task IdleAsync(ImapClient client, IMailFolder folder, int count, CancellationToken cancellationToken)
    {
        using var done = new CancellationTokenSource(client.Capabilities.HasFlag(ImapCapabilities.Idle) ? _imap.SyncEvery : WithoutIdle, clock);
        void Wake(object? sender, EventArgs e) => done.Cancel();
        folder.CountChanged += Wake;
        try
        {
            await client.NoOpAsync(cancellationToken);
            if (folder.Count == count && client.Capabilities.HasFlag(ImapCapabilities.Idle))
            {
                await client.IdleAsync(done.Token, cancellationToken);
            }
            else if (folder.Count == count)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, done.Token).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await client.NoOpAsync(cancellationToken);
            }
        }
        finally
        {
            folder.CountChanged -= Wake;
        }
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        await Task.Delay(time, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(4011, LogLevel.Information, "Reading answers of {User} on {Host}, folder {Folder}")]
    private static partial void MailboxOpen(ILogger logger, string user, string host, string folder);

    [LoggerMessage(4012, LogLevel.Warning, "The mailbox on {Host}:{Port} cannot be read; next try in {Wait}. Check Mail:Imap.")]
    private static partial void MailboxAway(ILogger logger, string host, int port, TimeSpan wait, Exception exception);

    [LoggerMessage(4013, LogLevel.Error, "Mail {Uid} failed several times and is in quarantine")]
    private static partial void MailFails(ILogger logger, uint uid, Exception exception);
}
