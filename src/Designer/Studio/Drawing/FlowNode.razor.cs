using System.Collections.Immutable;
using System.Globalization;
using Designer.Editing.Flows;
using Designer.Editing.Layout;
using Designer.Editing.Outlines;
using Microsoft.AspNetCore.Components;

namespace Designer.Studio.Drawing;

/// <summary>One step of a <see cref="FlowDrawing"/>.</summary>
public sealed partial class FlowNode
{
    private const double FontSize = 14;
    private ImmutableArray<string> _lines = [];
    private double _textX;
    private string? _badge;
    private int _visits;

    /// <summary>The step with its place.</summary>
    [Parameter, EditorRequired]
    public required PlacedNode Placed { get; set; }

    /// <summary>Where the instance went.</summary>
    [Parameter, EditorRequired]
    public required FlowTrace Trace { get; set; }

    /// <summary>Words under those of the step; <see langword="null"/> = none.</summary>
    [Parameter]
    public FlowNote? Note { get; set; }

    /// <summary>What became of it since another version; <see langword="null"/> = nothing, or nothing is compared.</summary>
    [Parameter]
    public FlowChangeKind? Became { get; set; }

    /// <summary>Language of the words.</summary>
    [Parameter, EditorRequired]
    public required CultureInfo Language { get; set; }

    private string KindClass => $"kind-{Placed.Node.Kind.ToString().ToLowerInvariant()}";

    private string StateClass { get; set; } = "";

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var hasSign = FlowShapes.Sign(Placed.Node.Kind) is not null;
        var sides = FlowShapes.TextInset(Placed.Node.Kind);
        var left = hasSign ? 32.0 : sides;
        var room = Placed.Box.Width - left - sides;
        _textX = Placed.Box.X + left + (room / 2);
        _lines = TextMeasure.Wrap(Placed.Node.Label.For(Language), room, FontSize, Placed.Box.Height > 44 ? 2 : 1);
        _visits = Trace.Visits.GetValueOrDefault(Placed.Node.Id);
        (StateClass, _badge) = (Trace.Faulted.Contains(Placed.Node.Id), Trace.Current.Contains(Placed.Node.Id), _visits) switch
        {
            (true, _, _) => ("faulted", "M0,-5 L0,1 M0,4 L0,4.6"),
            (_, true, _) => ("current", "M-3,-4.5 L4,0 L-3,4.5 z"),
            (_, _, > 0) => ("visited", "M-4,0 L-1,3.5 L4.5,-3.5"),
            _ => (Trace.Visits.Count > 0 ? "unreached" : "plain", null),
        };
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
