using Designer.Editing.Outlines;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Host.Definitions;

/// <summary>What a step is called, as the drawing calls it.</summary>
public static class StepWords
{
    /// <summary>The words for an activity; a step inside another is called like the one that is drawn. Without its definition, what activities of its type do.</summary>
    public static LocalizedText Of(WorkflowPackage? package, string activityId, string activityType)
    {
        var outline = package is null ? null : DiagramOutline.Of(package.Definition);
        return outline?.Nodes.FirstOrDefault(node => node.Covers(activityId))?.Label ?? MachineWords.Of(activityType);
    }
}
