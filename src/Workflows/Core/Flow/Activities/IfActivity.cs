using System.Text.Json.Nodes;

namespace Workflows.Core.Flow.Activities;

/// <summary>Runs the one or the other embedded activity.</summary>
internal sealed class IfActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var holds = context.Boolean("condition");
        context.Output("result", JsonValue.Create(holds));
        context.Schedule(context.Node.Slot(holds ? "then" : "else"));
    }
}
