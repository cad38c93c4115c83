using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Workflows.Core;

namespace Workflows.Mail.Transport;

/// <summary>Writes mails as <c>.eml</c> files while no mail server is configured. A file appears whole or not at all; the same mail again is the same file.</summary>
internal sealed class PickupTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var folder = options.Value.PickupDirectory;
        var moment = message.Date.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var file = $"{moment}-{message.MessageId!.Split('@')[0]}.eml";
        var path = Path.Combine(folder, file);
        try
        {
            Directory.CreateDirectory(folder);
            await using (var stream = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await message.WriteToAsync(stream, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(path + ".part", path, overwrite: true);
            return new Delivery.Accepted(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Delivery.Postponed(new Refusal("mail.folder", new LocalizedText(
                $"邮件无法写入文件夹 {folder}：{exception.Message} 请检查磁盘空间和权限。",
                $"The mail could not be written to the folder {folder}: {exception.Message} Check disk space and permissions.")));
        }
    }
}
