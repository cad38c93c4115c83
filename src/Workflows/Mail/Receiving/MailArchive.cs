using Microsoft.Extensions.Options;

namespace Workflows.Mail.Receiving;

/// <summary>Keeps mails as they were received, in files named by their hash. A file appears whole or not at all.</summary>
internal sealed class MailArchive(IOptions<MailOptions> options)
{
    /// <summary>Keeps a mail.</summary>
    public async Task KeepAsync(ReceivedMail mail, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(options.Value.Imap.ArchiveDirectory, mail.Sha256[..2]);
        var path = Path.Combine(folder, $"{mail.Sha256}.eml");
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        await using (var stream = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(mail.Raw, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
    }
}
