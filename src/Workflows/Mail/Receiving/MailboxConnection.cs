using MailKit;
using MailKit.Net.Imap;
using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Mail.Transport;

namespace Workflows.Mail.Receiving;

/// <summary>Opens the mailbox that answers come to, and says what fails on the way there.</summary>
internal sealed class MailboxConnection(IOptions<MailOptions> options, SignIn signIn)
{
    private readonly ImapOptions _imap = options.Value.Imap;

    /// <summary>Connects, signs in and opens the folder.</summary>
    public async Task<IMailFolder> OpenAsync(ImapClient client, CancellationToken cancellationToken) => await OpenAsync(client, new Progress(new ServerTrust(_imap.CertificateAuthorityFile)), cancellationToken);

    /// <summary>Tries the way to the mailbox.</summary>
    /// <returns>What failed; <see langword="null"/> = it can be read.</returns>
    public async Task<Refusal?> TryAsync(CancellationToken cancellationToken)
    {
        var progress = new Progress(new ServerTrust(_imap.CertificateAuthorityFile));
        using var client = new ImapClient { Timeout = (int)_imap.Timeout.TotalMilliseconds };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_imap.Timeout);
        try
        {
            await OpenAsync(client, progress, patience.Token);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Explain(exception, progress) is not null)
        {
            return Explain(exception, progress);
        }
    }

    private async Task<IMailFolder> OpenAsync(ImapClient client, Progress progress, CancellationToken cancellationToken)
    {
        progress.Trust.Guard(client);
        await client.ConnectAsync(_imap.Host, _imap.EffectivePort, ServerTrust.Protection(_imap.Security), cancellationToken);
        progress.Stage = SmtpStage.SignIn;
        await signIn.SignInAsync(client, _imap.UserName, _imap.Password, _imap.OAuth, cancellationToken);
        progress.Stage = SmtpStage.Send;
        var folder = _imap.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox : await client.GetFolderAsync(_imap.Folder, cancellationToken);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
        return folder;
    }

    private Refusal? Explain(Exception exception, Progress progress) => exception switch
    {
        FolderNotFoundException or ImapCommandException when progress.Stage == SmtpStage.Send => new Refusal("mail.folder-missing", new LocalizedText(
            $"信箱中没有可读写的文件夹 {_imap.Folder}。请检查 Mail:Imap:Folder。", $"The mailbox has no folder {_imap.Folder} that can be read and written. Check Mail:Imap:Folder.")),
        _ => ServerFailure.Explain(exception, progress.Stage, new ServerName("Mail:Imap", _imap.Host, _imap.EffectivePort, _imap.UserName, _imap.Timeout), progress.Trust.Problem),
    };

    private sealed class Progress(ServerTrust trust)
    {
        public ServerTrust Trust { get; } = trust;

        public SmtpStage Stage { get; set; } = SmtpStage.Connect;
    }
}
