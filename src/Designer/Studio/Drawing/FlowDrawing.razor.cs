using System.Globalization;
using Designer.Editing.Flows;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;
using Microsoft.AspNetCore.Components;

namespace Designer.Studio.Drawing;

/// <summary>Draws a flow as SVG, read-only, with a list of the same content for readers without the picture.</summary>
public sealed partial class FlowDrawing
{
    private readonly string _id = $"flow-{Guid.CreateVersion7():N}";
    private DiagramLayout _layout = new(0, 0, [], []);
    private (DiagramOutline? Outline, DiagramDirection Direction) _laidOut;

    /// <summary>What to draw.</summary>
    [Parameter, EditorRequired]
    public required DiagramOutline Outline { get; set; }

    /// <summary>Where an instance went; <see cref="FlowTrace.Empty"/> for the definition alone.</summary>
    [Parameter]
    public FlowTrace Trace { get; set; } = FlowTrace.Empty;

    /// <summary>Words at steps, by their ids: when and by whom, or how they fare.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, FlowNote> Notes { get; set; } = System.Collections.Frozen.FrozenDictionary<string, FlowNote>.Empty;

    /// <summary>What became of it since another version, whose steps <see cref="Outline"/> holds too; <see langword="null"/> = nothing is compared.</summary>
    [Parameter]
    public FlowDifferenceDrawing? Difference { get; set; }

    /// <summary>Which way it grows; downwards fits a phone and a column beside other things.</summary>
    [Parameter]
    public DiagramDirection Direction { get; set; } = DiagramDirection.Right;

    /// <summary>What the picture is called for a screen reader; the flow's name when not set.</summary>
    [Parameter]
    public string? Caption { get; set; }

    /// <summary>Language of the words.</summary>
    [Parameter]
    public CultureInfo Language { get; set; } = CultureInfo.CurrentUICulture;

    private bool IsDown => Direction == DiagramDirection.Down;

    private string Became(RoutedEdge line) => Difference?.Ways.TryGetValue(line.Edge.Key, out var kind) == true ? $"became-{kind.ToString().ToLowerInvariant()}" : "";

    private bool ShowKey => Trace.Visits.Count > 0;

    private string Title => Caption ?? Outline.Name;

    private string Summary => DrawingWords.Summary(Outline, Trace).For(Language);

    private DrawingWords Words => DrawingWords.For(Language);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_laidOut != (Outline, Direction))
        {
            _layout = DiagramLayout.Of(Outline, Direction);
            _laidOut = (Outline, Direction);
        }
    }

    private int TakenTimes(RoutedEdge line) => Trace.Taken.GetValueOrDefault(line.Edge.Key);

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
