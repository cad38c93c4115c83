using System.Collections.Immutable;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Checks.Soundness;

/// <summary>One of the ways in which an activity can end: by outcomes, all at once, or by running an embedded activity first.</summary>
/// <param name="Outcomes">The ports.</param>
/// <param name="Slot">Where the embedded activity stands; <see langword="null"/> = none is run.</param>
internal sealed record Way(ImmutableArray<string> Outcomes, string? Slot = null)
{
    /// <summary>All the ways that an activity can end.</summary>
    public static ImmutableArray<Way> Of(ActivityNode node) => node.Kind switch
    {
        FlowSendHttpRequestActivity => [.. Answers(node), new(["Timeout"]), new(["Failed to connect"])],
        SendHttpRequestActivity => [new(["Done"]), .. Embedded(node)],
        BulkDispatchWorkflowsActivity => [new(["Completed", "Done"]), .. Embedded(node)],
        FlowForkActivity => [new([.. node.Ports ?? Connected(node)])],
        _ => [.. (node.Ports ?? [.. Connected(node).DefaultIfEmpty("Done")]).Select(p => new Way([p]))],
    };

    private static IEnumerable<Way> Embedded(ActivityNode node) => node.Slots.Select(s => new Way(["Completed", "Done"], s.Slot));

    /// <summary>The code that was expected, or another, and Done.</summary>
    private static IEnumerable<Way> Answers(ActivityNode node)
    {
        string[] connected = [.. Connected(node).Where(p => p is not ("Done" or "Timeout" or "Failed to connect"))];
        return connected.DefaultIfEmpty("Done").Select(p => new Way([.. new[] { p, "Done" }.Distinct()]));
    }

    /// <summary>The ports that a flowchart leads on from.</summary>
    private static IEnumerable<string> Connected(ActivityNode node)
    {
        if (node.Parent is not { Kind: FlowchartActivity } parent)
        {
            return [];
        }

        var flowchart = parent.Flowchart;
        return flowchart.Connections.Where(c => flowchart.Activities[c.Source] == node).Select(c => c.Port).Distinct();
    }
}
