using System.Collections.Immutable;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Activities;

/// <summary>抄送: lets those in office now read the instance, and goes on. A rule that finds nobody copies to nobody: a notice must not stop a flow.</summary>
internal sealed class CopyActivity : ActivityKind
{
    private sealed record Spec(ImmutableArray<RecipientSpec> To);

    public override void Execute(ActivityContext context)
    {
        var step = context.Step;
        var to = RecipientSpec.Resolve(Read(context.Node).To, context.Evaluate, null, step.Before.Header.Unit);
        string[] people = [.. to.SelectMany(r => People(step.Context.Organisation, r)).Distinct(StringComparer.Ordinal)];
        if (people.Length > 0)
        {
            step.Events.Add(new InstanceCopied(Actor.System("flow"), people, context.Text("note") is { Length: > 0 } note ? note : null));
        }

        context.Complete();
    }

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        var to = Read(node).To;
        if (to.IsEmpty)
        {
            checks.Error("copy.no-receiver", new LocalizedText("没有选择抄送给谁", "Nobody is chosen to get a copy"));
        }

        foreach (var spec in to)
        {
            checks.OneOf("to.kind", spec.Kind.Length == 0 ? "?" : spec.Kind, RecipientSpec.Takers);
            foreach (var expression in new[] { spec.Value, spec.Unit }.OfType<Expression>())
            {
                checks.Expression(expression);
            }
        }
    }

    private static IEnumerable<string> People(OrgChart organisation, Recipient recipient) => recipient.Kind switch
    {
        RecipientKind.Person when organisation.Person(recipient.Value!) is { } person => [person.PersonId],
        RecipientKind.Role => organisation.Holding(recipient.Value!, recipient.Unit).Select(h => h.PersonId),
        RecipientKind.Superior when organisation.Superior(recipient.Unit, recipient.Levels) is { } above => organisation.Holding(above.Role, above.Unit.Code).Select(h => h.PersonId),
        _ => [],
    };

    private static Spec Read(ActivityNode node) => node.Spec(static n => new Spec(RecipientSpec.Read(n.Json["to"])));
}
