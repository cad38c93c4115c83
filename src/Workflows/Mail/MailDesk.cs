using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Mail.Composing;
using Workflows.Mail.Sending;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail;

/// <summary>Tells where mail goes and tries the way out.</summary>
internal sealed class MailDesk(IPeople people, MailComposer composer, MailLetters letters, MailSender sender, IOptions<MailOptions> options, MailClock clock) : IMailDesk
{
    public MailRoute Route
    {
        get
        {
            var settings = options.Value;
            return settings.HasServer
                ? new MailRoute($"{settings.Smtp.Host}:{settings.Smtp.EffectivePort}", null, settings.From, settings.Imap.IsOn ? $"{settings.Imap.UserName} ({settings.Imap.Host}:{settings.Imap.EffectivePort}, {settings.Imap.Folder})" : null)
                : new MailRoute(null, Path.GetFullPath(settings.PickupDirectory), settings.From);
        }
    }

    public async Task<Refusal?> SendTestAsync(Actor by, string address, CancellationToken cancellationToken = default)
    {
        if (!MailAddresses.TryParse(address?.Trim(), out var parsed))
        {
            return new Refusal("mail.bad-address", new LocalizedText(
                $"“{MailAddresses.OneLine(address ?? "")}”不是有效的邮箱地址，请检查后重试。",
                $"'{MailAddresses.OneLine(address ?? "")}' is no mail address. Check it and try again."));
        }

        var language = people.Find(by.PersonId)?.Language == "en" ? "en" : "zh-CN";
        var name = string.IsNullOrEmpty(parsed.Name) ? parsed.Address : parsed.Name;
        var receiver = new Receiver($"address:{parsed.Address}", null, name, parsed.Address, language, Oversees: false, Obstacle: null);
        var model = new JsonObject
        {
            ["receiver"] = new JsonObject { ["name"] = name },
            ["by"] = by.Name,
            ["sentAt"] = clock.Now.ToString("O"),
            ["link"] = letters.Link(""),
        };
        var composed = composer.Compose(package: null, BuiltInTemplates.Test, language, model);
        var letter = letters.Letter(Guid.CreateVersion7(), BuiltInTemplates.Test, receiver, composed);
        return (await sender.SendAsync(letter, language, triesAgain: false, extras: null, cancellationToken)).Refusal;
    }
}
