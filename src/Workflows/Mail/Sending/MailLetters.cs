using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflows.Core.Instances;
using Workflows.Mail.Composing;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Sending;

/// <summary>Makes what a template reads and what the log keeps of a mail.</summary>
internal sealed class MailLetters(IPeople people, MailComposer composer, IOptions<MailOptions> options, MailClock clock)
{
    /// <summary>The address of a page of the product.</summary>
    /// <param name="path">Path from the root, without a leading slash.</param>
    public string Link(string path) => $"{options.Value.PublicBaseUrl.TrimEnd('/')}/{path}";

    /// <summary>What the effect carries, completed by the instance's header, the receiver and the link.</summary>
    public JsonObject Model(SendMail effect, EffectContext context, Receiver receiver)
    {
        var model = (JsonObject)effect.Model.DeepClone();
        if (model["instance"] is not JsonObject instance)
        {
            model["instance"] = instance = [];
        }

        Complete(instance, "number", context.Header.Number);
        Complete(instance, "title", context.Header.Title is { } title ? new JsonObject { ["zh"] = title.Zh, ["en"] = title.En } : null);
        Complete(instance, "unit", context.Header.Unit);
        Complete(instance, "unitName", people.Chart.Find(context.Header.Unit)?.Name ?? context.Header.Unit);
        Complete(instance, "subject", context.Header.Subject);
        Complete(instance, "theme", context.Header.Theme);
        model["receiver"] = new JsonObject { ["id"] = receiver.PersonId, ["name"] = receiver.Name };
        model["link"] = Link(effect.TaskId is { } task && !receiver.Oversees ? $"tasks/{task}" : $"tickets/{context.InstanceId}");
        return model;
    }

    /// <summary>Puts what lets the receiver decide below a mail. Where the secrets go stand their places.</summary>
    public ComposedMail WithInvitation(ComposedMail mail, Invitation invitation, JsonObject model, Receiver receiver)
    {
        var isChinese = receiver.Language == "zh-CN";
        string Quoted(IEnumerable<TaskOutcome> outcomes) => string.Join(isChinese ? "或" : " or ", outcomes.Select(o => isChinese ? $"“{o.Label.Zh}”" : $"“{o.Label.En}”"));
        var needReason = invitation.Outcomes.Where(o => o.CommentRequired).ToList();
        var filled = (JsonObject)model.DeepClone();
        filled["decide"] = new JsonObject
        {
            ["link"] = invitation.LinkSecret is null ? null : Link($"decide/{Invitation.LinkPlace}?lang={receiver.Language}"),
            ["signIn"] = invitation.Policy.Link == LinkPolicy.LinkAndSignIn,
            ["reply"] = invitation.ReplySecret is not null,
            ["line"] = isChinese ? ReplyMarks.LineZh : ReplyMarks.LineEn,
            ["words"] = Quoted(invitation.Outcomes),
            ["needsReason"] = needReason.Count == 0 ? null : Quoted(needReason),
            ["mark"] = ReplyMarks.Mark(Invitation.ReplyPlace),
            ["expiresAt"] = invitation.ExpiresAt.ToString("O"),
        };
        return mail with { Body = $"{mail.Body.TrimEnd()}\n\n{composer.Footer(receiver.Language, filled)}" };
    }

    /// <summary>A mail that has not been tried yet.</summary>
    public OutgoingMail Letter(Guid id, string template, Receiver receiver, ComposedMail composed) => new(
        id,
        EffectId: null,
        OutgoingMailState.Waiting,
        template,
        receiver.PersonId,
        receiver.Name,
        receiver.Address,
        composed.Subject,
        composed.Body,
        InstanceId: null,
        Number: null,
        Unit: null,
        CreatedAt: clock.Now,
        SentAt: null,
        Attempts: 0,
        composed.Problem,
        File: null);

    private static void Complete(JsonObject target, string name, JsonNode? value)
    {
        if (target[name] is null)
        {
            target[name] = value;
        }
    }
}
