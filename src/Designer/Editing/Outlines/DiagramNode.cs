using System.Collections.Immutable;
using Designer.Editing.Layout;
using Workflows.Core;

namespace Designer.Editing.Outlines;

/// <summary>A step of the outermost container, as a drawing shows it.</summary>
/// <param name="Id">Activity id in the definition.</param>
/// <param name="Type">Activity type (<c>ClosedLoop.UserTask</c>).</param>
/// <param name="Kind">What it is to a person.</param>
/// <param name="Label">The words in the box.</param>
/// <param name="Placed">Where the designer put it; <see langword="null"/> when the file does not say.</param>
/// <param name="Inner">Ids of the steps inside it, at any depth; a visit there is a visit here.</param>
public sealed record DiagramNode(string Id, string Type, DiagramNodeKind Kind, LocalizedText Label, DiagramBox? Placed, ImmutableArray<string> Inner)
{
    /// <summary>Whether the activity is this step or lies inside it.</summary>
    public bool Covers(string activityId) => Id == activityId || Inner.Contains(activityId);
}
