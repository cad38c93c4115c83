using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Leaves the nearest loop. Outside of a loop it does nothing but end its flowchart.</summary>
internal sealed class BreakActivity : ActivityKind
{
    public override IReadOnlyList<string> Ports(ActivityNode node) => [];

    public override bool IsTerminal => true;

    public override void Execute(ActivityContext context)
    {
        var inside = new List<Execution>();
        for (var above = context.Execution.Parent; above is not null; above = above.Parent)
        {
            inside.Add(above);
            if (above.Node.Kind!.IsLoop)
            {
                inside.ForEach(e => e.ChangeState()["breaking"] = true);
                break;
            }
        }

        context.Complete();
    }
}
