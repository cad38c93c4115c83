using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Workflows.Inspection.Readings;

namespace Host.Charts;

/// <summary>A customer's consumption against its area's loss.</summary>
public sealed partial class ConsumptionChart
{
    private ConsumptionPlot? _plot;

    /// <summary>The customer's days.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CustomerDay> Days { get; set; }

    /// <summary>The days of its area; may be empty.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AreaDay> AreaDays { get; set; }

    /// <summary>What the chart is called.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Height of each of the two plots in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 110;

    /// <summary>A day to mark in both plots.</summary>
    [Parameter]
    public DateOnly? Mark { get; set; }

    private string Heading => Title ?? L["客户用电量与台区损失", "Customer's energy against the area's loss"];

    /// <inheritdoc />
    protected override void OnParametersSet() => _plot = ConsumptionPlot.Of(Days, AreaDays);

    private static RenderFragment Ticks(PlotScale scale) => builder =>
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "chart-ticks");
        builder.AddAttribute(2, "aria-hidden", "true");
        foreach (var tick in scale.Ticks)
        {
            builder.OpenElement(3, "span");
            builder.AddAttribute(4, "style", $"top: {PlotPath.N(scale.Y(tick))}%");
            builder.AddContent(5, scale.Text(tick));
            builder.CloseElement();
        }

        builder.CloseElement();
    };

    private RenderFragment Hatch(IEnumerable<DateOnly> days, DayAxis axis) => builder =>
    {
        foreach (var run in PlotPath.Runs(days, axis))
        {
            builder.OpenElement(0, "i");
            builder.AddAttribute(1, "class", "chart-hatch");
            builder.AddAttribute(2, "style", $"left: {PlotPath.N(run.Left)}%; width: {PlotPath.N(run.Width)}%");
            builder.AddAttribute(3, "title", $"{ChartText.Date(run.First)} – {ChartText.Date(run.Last)} {L["无数据", "no data"]}");
            builder.CloseElement();
        }
    };

    private static RenderFragment Grid(PlotScale scale) => builder =>
    {
        foreach (var tick in scale.Ticks)
        {
            Path(builder, tick == 0 ? "chart-zero" : "chart-grid", $"M0,{PlotPath.N(scale.Y(tick))}H100");
        }
    };

    private RenderFragment MarkLine(DayAxis axis) => builder =>
    {
        if (Mark is { } day && day >= axis.First && day.DayNumber < axis.First.DayNumber + axis.Days)
        {
            Path(builder, "chart-mark", $"M{PlotPath.N(axis.Middle(day))},0V100");
        }
    };

    private static RenderFragment Pointer(IEnumerable<DayValue> values, DayAxis axis) => builder =>
    {
        foreach (var (day, value) in values)
        {
            builder.OpenElement(0, "rect");
            builder.AddAttribute(1, "class", "chart-day");
            builder.AddAttribute(2, "x", PlotPath.N(axis.Left(day)));
            builder.AddAttribute(3, "width", PlotPath.N(axis.Width));
            builder.AddAttribute(4, "height", "100");
            builder.OpenElement(5, "title");
            builder.AddContent(6, $"{ChartText.Date(day)} {ChartText.Kwh(value)}");
            builder.CloseElement();
            builder.CloseElement();
        }
    };

    private static void Path(RenderTreeBuilder builder, string css, string data)
    {
        builder.OpenElement(0, "path");
        builder.AddAttribute(1, "class", css);
        builder.AddAttribute(2, "d", data);
        builder.CloseElement();
    }
}
