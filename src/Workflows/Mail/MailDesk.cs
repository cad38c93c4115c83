using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Mail.Composing;
using Workflows.Mail.Receiving;
using Workflows.Mail.Sending;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Operations;
using Workflows.Runtime.People;

namespace Workflows.Mail;

/// <summary>Tells where mail goes and tries the way out.</summary>
internal sealed partial class MailDesk(
    IPeople people,
    MailComposer composer,
    MailLetters letters,
    MailSender sender,
    IMailLog log,
    MailboxConnection mailbox,
    IBouncedAddresses bounced,
    IOperations operations,
    MailQueueSignal signal,
    IChangeFeed changes,
    IOptions<MailOptions> options,
    MailClock clock,
    ILogger<MailDesk> logger) : IMailDesk
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

    public async Task<Refusal?> TryMailboxAsync(Actor by, CancellationToken cancellationToken = default) =>
        !by.Has(Roles.Administrator) ? MailRefusals.NotAllowed
        : options.Value.Imap.IsOn ? await mailbox.TryAsync(cancellationToken)
        : new Refusal("mail.no-mailbox", new LocalizedText("没有配置收信信箱。请填写 Mail:Imap 一节。", "No mailbox is set. Fill in the section Mail:Imap."));

    public async Task<Refusal?> SendAgainAsync(Actor by, Guid mailId, CancellationToken cancellationToken = default)
    {
        if (!by.Has(Roles.Administrator))
        {
            return MailRefusals.NotAllowed;
        }

        if (await log.FindAsync(by, mailId, cancellationToken) is not { State: OutgoingMailState.Parked } mail || mail.Template == BuiltInTemplates.Test)
        {
            return NotParked;
        }

        if (mail.EffectId is { } effect && await operations.RetryAsync(effect, by, cancellationToken))
        {
            return null;
        }

        await log.SaveAsync(mail with { State = OutgoingMailState.Waiting, NextAt = clock.Now }, cancellationToken);
        signal.Wake();
        return null;
    }

    public async Task<Refusal?> ClearAddressAsync(Actor by, string address, CancellationToken cancellationToken = default)
    {
        if (!by.Has(Roles.Administrator))
        {
            return MailRefusals.NotAllowed;
        }

        if (!await bounced.ClearAsync(address, cancellationToken))
        {
            return new Refusal("mail.not-bounced", new LocalizedText("该地址没有退信标记，可能已被解除。", "The address is not marked; somebody may have cleared it."));
        }

        AddressCleared(logger, address, by.PersonId);
        changes.Publish(new Change("mail"));
        return null;
    }

    private static Refusal NotParked { get; } = new("mail.not-parked", new LocalizedText("这封邮件没有被搁置，不需要重发。", "This mail is not parked and needs no resending."));

    [LoggerMessage(4004, LogLevel.Information, "The mark of the address {Address} was cleared by {Person}")]
    private static partial void AddressCleared(ILogger logger, string address, string person);
}
