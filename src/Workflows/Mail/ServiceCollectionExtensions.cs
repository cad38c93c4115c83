using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MimeKit.Cryptography;
using Workflows.Core.Instances;
using Workflows.Core.Time;
using Workflows.Mail.Composing;
using Workflows.Mail.Receiving;
using Workflows.Mail.Sending;
using Workflows.Mail.Transport;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Mails;

namespace Workflows.Mail;

/// <summary>Registers the mail room.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds sending mail: the handler of <see cref="SendMail"/> and <see cref="IMailDesk"/>. Needs <c>IPeople</c>, <c>AbsenceDesk</c>, <c>IInstanceStore</c>, <c>IDecisionKeys</c>, <c>IDefinitionCatalog</c>,
    /// <see cref="IMailLog"/>, <see cref="IMailQueue"/>, <see cref="IMailPreferences"/>, <see cref="IBouncedAddresses"/> and <c>IChangeFeed</c> from elsewhere. Settings are checked when the host starts.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configure">Sets the options, usually from the section <see cref="MailOptions.Section"/>; must give <see cref="MailOptions.PickupDirectory"/>.</param>
    public static IServiceCollection AddWorkflowMail(this IServiceCollection services, Action<MailOptions> configure)
    {
        services.Configure(configure);
        services.AddOptions<MailOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(WorkingCalendar.Default);
        services.TryAddSingleton<MailClock>();
        services.TryAddSingleton<MailEnvelope>();
        services.TryAddSingleton<MailJournal>();
        services.TryAddSingleton<MailComposer>();
        services.TryAddSingleton<MailLetters>();
        services.TryAddSingleton<Invitations>();
        services.TryAddSingleton<ReceiverResolver>();
        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<SignIn>();
        services.TryAddSingleton<MailboxConnection>();
        services.TryAddSingleton<SmtpTransport>();
        services.TryAddSingleton<PickupTransport>();
        services.TryAddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.HasServer
                ? provider.GetRequiredService<SmtpTransport>()
                : provider.GetRequiredService<PickupTransport>());
        services.TryAddSingleton<MailSender>();
        services.TryAddSingleton<MailQueueSignal>();
        services.TryAddSingleton<DeliveryPolicy>();
        services.TryAddSingleton<Undeliverable>();
        services.TryAddSingleton<Digests>();
        services.TryAddSingleton<QueuedMails>();
        services.TryAddSingleton<MailQueuePump>();
        services.TryAddSingleton<IEffectHandler<SendMail>, SendMailHandler>();
        services.TryAddSingleton<IMailDesk, MailDesk>();
        services.TryAddSingleton<ITemplatePreview, TemplatePreview>();
        services.TryAddSingleton<IMailPreview, MailPreview>();
        return services;
    }

    /// <summary>
    /// Adds the mail queue, and reading answers from the mailbox of <see cref="MailOptions.Imap"/>, when one is set. Needs <see cref="IReplyAttachments"/>, <see cref="IIncomingMails"/>,
    /// <c>IInstanceQueries</c> and <see cref="MailDecisions"/> from elsewhere. DKIM keys come from the domain name system unless another
    /// <see cref="IDkimPublicKeyLocator"/> is registered.
    /// </summary>
    public static IServiceCollection AddMailReading(this IServiceCollection services)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // Chinese headers too come as GBK and GB18030
        services.TryAddSingleton<IDkimPublicKeyLocator, DnsKeyLocator>();
        services.TryAddSingleton<SenderCheck>();
        services.TryAddSingleton<ReplyJudge>();
        services.TryAddSingleton<ReplyDecider>();
        services.TryAddSingleton<Bounces>();
        services.TryAddSingleton<ReplyAnswers>();
        services.TryAddSingleton<MailArchive>();
        services.TryAddSingleton<MailTaker>();
        services.TryAddSingleton<MailboxCursor>();
        services.AddHostedService(provider => provider.GetRequiredService<MailQueuePump>());
        services.AddHostedService<MailboxReader>();
        return services;
    }
}
