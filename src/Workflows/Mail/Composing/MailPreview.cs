using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Mail.Sending;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Composing;

/// <summary>Composes mails as sending does, up to the envelope.</summary>
internal sealed class MailPreview(ReceiverResolver receivers, MailComposer composer, MailLetters letters) : IMailPreview
{
    public IReadOnlyList<PreviewedMail> Preview(SendMail mail, WorkflowInstance instance, WorkflowPackage package)
    {
        var context = new EffectContext(instance.Id, 1, instance.Header, instance.DefinitionId, instance.DefinitionVersion);
        return [.. receivers.Resolve(mail.To).Select(Preview)];

        PreviewedMail Preview(Receiver receiver)
        {
            var composed = composer.Compose(package, mail.Template, receiver.Language, letters.Model(mail, context, receiver));
            return new PreviewedMail(receiver.Name, composed.Subject, composed.Body, receiver.Obstacle ?? composed.Problem);
        }
    }
}
