using System.Globalization;
using System.Text;

namespace Designer.Editing.Outlines;

/// <summary>Writes an outline as Mermaid text, for the README of a workflow folder. The same outline gives the same text, so a test can hold the README to it.</summary>
public static class MermaidDrawing
{
    /// <summary>The drawing, without the code fence, lines ended by <c>\n</c>.</summary>
    /// <param name="outline">What to draw.</param>
    /// <param name="culture">Language of the words.</param>
    public static string Write(DiagramOutline outline, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(culture);
        var text = new StringBuilder("flowchart LR\n");
        var names = outline.Nodes.Select((node, index) => (node.Id, Name: $"n{index + 1}")).ToDictionary(n => n.Id, n => n.Name);
        foreach (var node in outline.Nodes)
        {
            var (open, close) = Shape(node.Kind);
            text.Append(CultureInfo.InvariantCulture, $"    {names[node.Id]}{open}\"{Escape(node.Label.For(culture))}\"{close}\n");
        }

        foreach (var edge in outline.Edges)
        {
            var label = edge.Label is { } words ? $"|\"{Escape(words.For(culture))}\"|" : "";
            text.Append(CultureInfo.InvariantCulture, $"    {names[edge.Source]} -->{label} {names[edge.Target]}\n");
        }

        return text.ToString();
    }

    private static (string Open, string Close) Shape(DiagramNodeKind kind) => kind switch
    {
        DiagramNodeKind.Start or DiagramNodeKind.End => ("([", "])"),
        DiagramNodeKind.HumanTask => ("[", "]"),
        DiagramNodeKind.Decision => ("{", "}"),
        DiagramNodeKind.Fork or DiagramNodeKind.Join => ("{{", "}}"),
        DiagramNodeKind.Mail or DiagramNodeKind.Event => (">", "]"),
        DiagramNodeKind.Timer => ("((", "))"),
        DiagramNodeKind.Group => ("[[", "]]"),
        _ => ("(", ")"),
    };

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
}
