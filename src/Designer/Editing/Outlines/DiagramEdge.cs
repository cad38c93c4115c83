using Workflows.Core;

namespace Designer.Editing.Outlines;

/// <summary>A way from one step to another.</summary>
/// <param name="Source">Id of the step it leaves.</param>
/// <param name="Port">The port it leaves by: an outcome's name, <c>True</c>, <c>Done</c> …</param>
/// <param name="Target">Id of the step it reaches.</param>
/// <param name="Label">The words on the line; <see langword="null"/> when there is only one way and nothing to say.</param>
public sealed record DiagramEdge(string Source, string Port, string Target, LocalizedText? Label)
{
    /// <summary>Identifies the way among all ways of the drawing.</summary>
    public string Key => $"{Source}:{Port}->{Target}";
}
