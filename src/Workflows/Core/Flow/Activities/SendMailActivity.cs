using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Tasks;

namespace Workflows.Core.Flow.Activities;

/// <summary>Sends a mail by a template of the package.</summary>
internal sealed class SendMailActivity : ActivityKind
{
    private sealed record Spec(string? Template, ImmutableArray<RecipientSpec> To, bool Urgent);

    public override void Execute(ActivityContext context)
    {
        var spec = Read(context.Node);
        if (spec.Template is null)
        {
            throw new ActivityFaultException("没有指定邮件模板 / no mail template is named");
        }

        var to = RecipientSpec.Resolve(spec.To, context.Evaluate, null, context.Step.Before.Header.Unit);
        var model = (Conversion.Structured(context.Value("model")) as JsonObject)?.DeepClone() as JsonObject ?? [];
        model["instance"] = InstanceHeaders.ToJson(context.Step.Before.Header, context.Step.Context.Organisation);
        context.Step.Effects.Add(new Instances.SendMail(context.Step.NewId(), spec.Template, to, model, null) { Urgent = spec.Urgent });
        context.Complete();
    }

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        var spec = Read(node);
        checks.Template(spec.Template, isRequired: true);
        if (spec.To.IsEmpty)
        {
            checks.Error("mail.no-receiver", new LocalizedText("邮件没有收件人", "The mail has no receiver"));
        }
    }

    private static Spec Read(ActivityNode node) => node.Spec(static n => new Spec(JsonRead.Text(n.Json, "template"), RecipientSpec.Read(n.Json["to"]), JsonRead.Flag(n.Json, "urgent")));
}
