using System.Globalization;
using Microsoft.Extensions.Options;
using Workflows.Runtime.Mails;

namespace Workflows.Mail;

/// <summary>Refuses settings that could only fail later, when the first mail should go out.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(MailOptions options)
    {
        if (!MailAddresses.TryParse(options.From, out _))
        {
            yield return $"Mail:From is '{options.From}', which is no mail address; write name@domain or Name <name@domain>.";
        }

        if (!Uri.TryCreate(options.PublicBaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return $"Mail:PublicBaseUrl is '{options.PublicBaseUrl}'; it must be an absolute http or https URL.";
        }

        if (options.Language is not ("zh-CN" or "en"))
        {
            yield return $"Mail:Language is '{options.Language}'; it must be zh-CN or en.";
        }

        if (options.GiveUpAfter < TimeSpan.FromMinutes(1) || options.GiveUpAfter > TimeSpan.FromDays(14))
        {
            yield return $"Mail:GiveUpAfter is {options.GiveUpAfter}; it must be between 00:01:00 and 14.00:00:00.";
        }

        if (options.DecisionsValidFor < TimeSpan.FromHours(1) || options.DecisionsValidFor > TimeSpan.FromDays(90))
        {
            yield return $"Mail:DecisionsValidFor is {options.DecisionsValidFor}; it must be between 01:00:00 and 90.00:00:00.";
        }

        foreach (var problem in DeliveryProblems(options.Delivery))
        {
            yield return problem;
        }

        foreach (var problem in options.Imap.IsOn ? ImapProblems(options) : [])
        {
            yield return problem;
        }

        foreach (var problem in options.HasServer ? ServerProblems(options) : FolderProblems(options))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> DeliveryProblems(DeliveryOptions delivery)
    {
        foreach (var time in delivery.DigestAt.Concat(new[] { delivery.QuietFrom, delivery.QuietUntil }.Where(t => t.Length > 0)).Where(t => !TimeOnly.TryParseExact(t.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        {
            yield return $"Mail:Delivery names '{time}' as a time; write it as 08:00.";
        }

        if (delivery.QuietFrom.Length == 0 != (delivery.QuietUntil.Length == 0) || (delivery.QuietFrom.Length > 0 && delivery.QuietFrom.Trim() == delivery.QuietUntil.Trim()))
        {
            yield return "Mail:Delivery:QuietFrom and Mail:Delivery:QuietUntil belong together and must differ: set both or neither.";
        }

        if (delivery.DigestAt.Count > MailPreferenceDesk.MostDigests)
        {
            yield return $"Mail:Delivery:DigestAt has {delivery.DigestAt.Count} times; {MailPreferenceDesk.MostDigests} are the most.";
        }

        if (delivery.MostADay is < 1 or > MailPreferenceDesk.HighestMostADay)
        {
            yield return $"Mail:Delivery:MostADay is {delivery.MostADay}; it must be between 1 and {MailPreferenceDesk.HighestMostADay}.";
        }

        if (!Enum.IsDefined(delivery.Delivery))
        {
            yield return $"Mail:Delivery:Delivery is {delivery.Delivery}; it must be Each, Digest or UrgentOnly.";
        }
    }

    private static IEnumerable<string> ImapProblems(MailOptions options)
    {
        var imap = options.Imap;
        if (!options.HasServer)
        {
            yield return "Mail:Imap:Host is set and Mail:Smtp:Host is not: answers can only come to mails that went out.";
        }

        if (imap.UserName.Length == 0 || (imap.Password.Length == 0 && !imap.OAuth.IsOn))
        {
            yield return "Mail:Imap:UserName and Mail:Imap:Password (or Mail:Imap:OAuth) must be set when Mail:Imap:Host is.";
        }

        foreach (var problem in OAuthProblems("Mail:Imap", imap.OAuth, imap.UserName, imap.Security))
        {
            yield return problem;
        }

        if (imap.Port is < 0 or > 65535)
        {
            yield return $"Mail:Imap:Port is {imap.Port}; it must be between 1 and 65535, or 0 for the usual one.";
        }

        if (!Enum.IsDefined(imap.Security))
        {
            yield return $"Mail:Imap:Security is {imap.Security}; it must be None, StartTls or Tls.";
        }

        if (imap.Address.Length > 0 && !MailAddresses.TryParse(imap.Address, out _))
        {
            yield return $"Mail:Imap:Address is '{imap.Address}', which is no mail address.";
        }

        if (string.IsNullOrWhiteSpace(imap.ArchiveDirectory))
        {
            yield return "Mail:Imap:ArchiveDirectory is empty; mails that come in are kept there.";
        }

        if (imap.Timeout < TimeSpan.FromSeconds(1) || imap.Timeout > TimeSpan.FromMinutes(10))
        {
            yield return $"Mail:Imap:Timeout is {imap.Timeout}; it must be between 00:00:01 and 00:10:00.";
        }

        if (imap.SyncEvery < TimeSpan.FromSeconds(10) || imap.SyncEvery > TimeSpan.FromMinutes(25))
        {
            yield return $"Mail:Imap:SyncEvery is {imap.SyncEvery}; it must be between 00:00:10 and 00:25:00.";
        }

        if (imap.CertificateAuthorityFile.Length > 0 && !File.Exists(imap.CertificateAuthorityFile))
        {
            yield return $"Mail:Imap:CertificateAuthorityFile is '{imap.CertificateAuthorityFile}', which does not exist.";
        }
    }

    private static IEnumerable<string> OAuthProblems(string section, OAuthOptions oauth, string userName, SmtpSecurity security)
    {
        if (!oauth.IsOn)
        {
            yield break;
        }

        if (!Uri.TryCreate(oauth.TokenEndpoint, UriKind.Absolute, out var endpoint) || !(endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback)))
        {
            yield return $"{section}:OAuth:TokenEndpoint is '{oauth.TokenEndpoint}'; it must be an https address, for a secret goes there.";
        }

        if (oauth.ClientId.Length == 0 || (oauth.ClientSecret.Length == 0 && oauth.RefreshToken.Length == 0))
        {
            yield return $"{section}:OAuth needs ClientId, and ClientSecret or RefreshToken.";
        }

        if (userName.Length == 0)
        {
            yield return $"{section}:UserName must name the mailbox that {section}:OAuth signs in to.";
        }

        if (security == SmtpSecurity.None && !oauth.TokenEndpoint.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{section}:Security is None; an access token must not go over an open line.";
        }
    }

    private static IEnumerable<string> FolderProblems(MailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.PickupDirectory))
        {
            yield return "Mail:PickupDirectory is empty; without Mail:Smtp:Host mails are written there.";
        }
    }

    private static IEnumerable<string> ServerProblems(MailOptions options)
    {
        var smtp = options.Smtp;
        if (options.From == MailOptions.DefaultFrom)
        {
            yield return "Mail:From must be set when Mail:Smtp:Host is: the server will not take mail from the built-in address.";
        }

        if (smtp.Port is < 0 or > 65535)
        {
            yield return $"Mail:Smtp:Port is {smtp.Port}; it must be between 1 and 65535, or 0 for the usual one.";
        }

        if (!Enum.IsDefined(smtp.Security))
        {
            yield return $"Mail:Smtp:Security is {smtp.Security}; it must be None, StartTls or Tls.";
        }

        if (smtp.Timeout < TimeSpan.FromSeconds(1) || smtp.Timeout > TimeSpan.FromMinutes(10))
        {
            yield return $"Mail:Smtp:Timeout is {smtp.Timeout}; it must be between 00:00:01 and 00:10:00.";
        }

        foreach (var problem in OAuthProblems("Mail:Smtp", smtp.OAuth, smtp.UserName, smtp.Security))
        {
            yield return problem;
        }

        if (smtp.Connections is < 1 or > 20)
        {
            yield return $"Mail:Smtp:Connections is {smtp.Connections}; it must be between 1 and 20.";
        }

        if (!smtp.OAuth.IsOn && smtp.UserName.Length == 0 != (smtp.Password.Length == 0))
        {
            yield return "Mail:Smtp:UserName and Mail:Smtp:Password belong together: set both or neither.";
        }

        if (smtp.CertificateAuthorityFile.Length > 0 && !File.Exists(smtp.CertificateAuthorityFile))
        {
            yield return $"Mail:Smtp:CertificateAuthorityFile names '{smtp.CertificateAuthorityFile}', which does not exist.";
        }
    }
}
