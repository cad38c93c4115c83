using System.Text.RegularExpressions;
using MimeKit;

namespace Workflows.Mail.Receiving;

/// <summary>Tells mails that a machine wrote (RFC 3834 and what programs do instead). They decide nothing and get no answer.</summary>
internal static partial class Machines
{
    private static readonly string[] ListHeaders = ["List-Id", "List-Post", "List-Unsubscribe", "List-Help", "Mailing-List"];
    private static readonly string[] AutoHeaders = ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-Mail-Autoreply", "X-QQ-Autoreply", "X-AutoReply-From", "Delivered-By-The-Graces-Of", "X-Failed-Recipients", "X-Loop", "Feedback-ID", "Vacation-Reply"];

    /// <summary>What gives the machine away; <see langword="null"/> = a person may have written it.</summary>
    /// <remarks><c>X-Auto-Response-Suppress</c> is no sign: it asks others to be silent, and Exchange puts it on what people write.</remarks>
    public static string? Sign(MimeMessage message)
    {
        var headers = message.Headers;
        if (headers[HeaderId.AutoSubmitted] is { } auto && !auto.Split(';', '(')[0].Trim().Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            return "auto-submitted";
        }

        if (message.Body?.ContentType is { } type && (type.IsMimeType("multipart", "report") || type.IsMimeType("message", "delivery-status") || type.IsMimeType("message", "disposition-notification")))
        {
            return "report";
        }

        if (headers.Any(h => h.Id == HeaderId.ReturnPath && h.Value.Trim() is "<>" or ""))
        {
            return "null-return-path";
        }

        if (headers["Precedence"]?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk" or "auto_reply" or "auto-reply")
        {
            return "precedence";
        }

        if (ListHeaders.Any(name => headers[name] is not null))
        {
            return "list";
        }

        if (AutoHeaders.Any(name => headers[name] is not null))
        {
            return "auto-reply-header";
        }

        if (message.From.Mailboxes.Any(m => Daemon().IsMatch(m.Address)))
        {
            return "daemon";
        }

        if (message.BodyParts.OfType<TextPart>().Any(part => part.ContentType.IsMimeType("text", "calendar")))
        {
            return "calendar";
        }

        return AutoSubject().IsMatch(message.Subject ?? "") ? "auto-subject" : null;
    }

    [GeneratedRegex(@"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|daemon|auto-?reply)([+@-]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Daemon();

    [GeneratedRegex(@"^\s*(\[?(自动回复|自動回覆|自动答复)|Automatic reply|Auto:|Auto[- ]?reply|Autoreply|Out of (the )?office|Abwesend|Undeliverable|Undelivered|Delivery Status Notification|Mail delivery failed|Returned mail|系统退信|退信|未送达|已读[:：]|Read:|Not read:|Accepted:|Declined:|Tentative:)", RegexOptions.IgnoreCase)]
    private static partial Regex AutoSubject();
}
