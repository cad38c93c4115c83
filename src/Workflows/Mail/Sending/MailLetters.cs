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

    /// <summary>What stands below a mail that its receiver can decide by; <see langword="null"/> when there is nothing to decide. Where the secrets go stand their places.</summary>
    public MailExtras? Extras(Invitation? invitation, Receiver receiver)
    {
        if (invitation is null)
        {
            return null;
        }

        var isChinese = receiver.Language == "zh-CN";
        var needReason = invitation.Tasks.SelectMany(t => t.Outcomes).Where(o => o.CommentRequired).DistinctBy(o => o.Label).ToList();
        var decide = new JsonObject
        {
            ["reply"] = invitation.ReplySecret is not null,
            ["line"] = isChinese ? ReplyMarks.LineZh : ReplyMarks.LineEn,
            ["needsReason"] = needReason.Count == 0 ? null : Words(needReason, receiver.Language),
            ["mark"] = ReplyMarks.Mark(Invitation.ReplyPlace),
            ["expiresAt"] = invitation.ExpiresAt.ToString("O"),
        };
        if (invitation.Only is { } only)
        {
            decide["link"] = only.LinkSecret is null ? null : Link($"decide/{invitation.LinkPlace(only)}?lang={receiver.Language}");
            decide["signIn"] = only.Policy.Link == LinkPolicy.LinkAndSignIn;
            decide["words"] = Words(only.Outcomes, receiver.Language);
        }
        else
        {
            decide["example"] = Example(invitation, isChinese);
        }

        var model = new JsonObject { ["receiver"] = new JsonObject { ["name"] = receiver.Name }, ["decide"] = decide };
        return new MailExtras(invitation, composer.Footer(invitation.Only is null ? BuiltInTemplates.DecideLines : BuiltInTemplates.Decide, receiver.Language, model));
    }

    /// <summary>The words of buttons, as a choice.</summary>
    public static string Words(IEnumerable<TaskOutcome> outcomes, string language) =>
        language == "zh-CN" ? string.Join("或", outcomes.Select(o => $"“{o.Label.Zh}”")) : string.Join(" or ", outcomes.Select(o => $"“{o.Label.En}”"));

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
        File: null)
    { Html = composed.Html };

    private static string Example(Invitation invitation, bool isChinese) => string.Join('\n', invitation.Tasks.Where(t => t.ByReply).Take(2).Select((task, i) =>
    {
        var outcome = i == 0 ? task.Outcomes[0] : task.Outcomes[^1];
        return $"{task.Line} {(isChinese ? outcome.Label.Zh : outcome.Label.En)}{(outcome.CommentRequired ? isChinese ? " 原因……" : " because …" : "")}";
    }));

    private static void Complete(JsonObject target, string name, JsonNode? value)
    {
        if (target[name] is null)
        {
            target[name] = value;
        }
    }
}
