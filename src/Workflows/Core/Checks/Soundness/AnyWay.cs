using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Flow;
using Workflows.Core.Instances;

namespace Workflows.Core.Checks.Soundness;

/// <summary>Stands in for an activity that works or waits: ends in any of its ways.</summary>
internal sealed class AnyWay(ImmutableArray<Way> ways, bool waits) : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        if (waits && !context.TakeTrigger())
        {
            context.Wait(BookmarkKind.Event);
        }
        else
        {
            End(context);
        }
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload) => End(context);

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) =>
        context.Complete(ways.First(w => w.Slot is not null && context.Node.Slot(w.Slot) == child.Node).Outcomes);

    private void End(ActivityContext context)
    {
        if (ways.IsEmpty)
        {
            context.Wait(BookmarkKind.Event);
            return;
        }

        var way = ways[context.Step.Context.Explorer!.Choose(context, ways.Length)];
        if (way.Slot is { } slot)
        {
            context.Schedule(context.Node.Slot(slot));
        }
        else
        {
            context.Complete(way.Outcomes);
        }
    }
}
