using Microsoft.AspNetCore.Components;
using Workflows.Inspection.Readings;

namespace Host.Charts;

/// <summary>The loss band chart of an area.</summary>
public sealed partial class LossChart
{
    private LossPlot? _plot;

    /// <summary>The days, in any order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AreaDay> Days { get; set; }

    /// <summary>The area's own target in percent; <see langword="null"/> = 7 %.</summary>
    [Parameter]
    public double? TargetPct { get; set; }

    /// <summary>What the chart is called; "日线损率" when not set.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Height of the plot in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 180;

    /// <summary>A day to mark: a rectification, a step in the loss.</summary>
    [Parameter]
    public DateOnly? Mark { get; set; }

    /// <summary>What the mark means.</summary>
    [Parameter]
    public string? MarkText { get; set; }

    private string Heading => Title ?? L["台区日线损率", "Daily loss of the area"];

    /// <inheritdoc />
    protected override void OnParametersSet() => _plot = LossPlot.Of(Days, TargetPct);

    private double? MarkX(DayAxis axis) => Mark is { } day && day >= axis.First && day.DayNumber < axis.First.DayNumber + axis.Days ? axis.Middle(day) : null;

    private static string Cell(double? value, int decimals) => value is { } v ? ChartText.Number(v, decimals) : "—";
}
