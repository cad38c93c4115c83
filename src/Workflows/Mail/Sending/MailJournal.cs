using Microsoft.Extensions.Logging;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>Writes down what came of a mail: in the mail log, to the pages that show it, and to the operator's console when it did not leave.</summary>
internal sealed partial class MailJournal(IMailLog log, IChangeFeed changes, ILogger<MailJournal> logger)
{
    /// <summary>Records the mail as it stands now.</summary>
    public async Task<OutgoingMail> RecordAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        await log.SaveAsync(mail, cancellationToken);
        changes.Publish(new Change("mail", mail.InstanceId));
        if (mail.State == OutgoingMailState.Waiting)
        {
            MailWaits(logger, mail.Id, mail.Template, mail.InstanceId, mail.Attempts, mail.Problem?.En);
        }
        else if (mail.State == OutgoingMailState.Parked)
        {
            MailParked(logger, mail.Id, mail.Template, mail.InstanceId, mail.Problem?.En);
        }

        return mail;
    }

    [LoggerMessage(4001, LogLevel.Warning, "Mail {MailId} ({Template}) of instance {InstanceId} waits after attempt {Attempt}: {Problem}")]
    private static partial void MailWaits(ILogger logger, Guid mailId, string template, Guid? instanceId, int attempt, string? problem);

    [LoggerMessage(4002, LogLevel.Error, "Mail {MailId} ({Template}) of instance {InstanceId} is parked: {Problem}")]
    private static partial void MailParked(ILogger logger, Guid mailId, string template, Guid? instanceId, string? problem);
}
