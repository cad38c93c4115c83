using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Inspection.Readings;

namespace Host.Charts;

/// <summary>What a loss band chart shows: daily loss against the band from −1 % to the area's target, and the days without a loss.</summary>
public sealed record LossPlot
{
    /// <summary>Below this, in percent, a loss is a negative loss (负损).</summary>
    public const double LowerLimitPct = -1;

    /// <summary>The target of an area without one of its own, in percent.</summary>
    public const double DefaultTargetPct = 7;

    private LossPlot(ImmutableArray<AreaDay> days, double targetPct, DayAxis axis)
    {
        Days = days;
        TargetPct = targetPct;
        Axis = axis;
        Losses = [.. days.Select(d => new DayValue(d.Date, d.LossPct))];
        Scale = PlotScale.Of(Losses.Where(l => l.Value is not null).Select(l => l.Value!.Value), LowerLimitPct, targetPct, 0);
    }

    /// <summary>The days, oldest first.</summary>
    public ImmutableArray<AreaDay> Days { get; }

    /// <summary>Upper edge of the band, in percent.</summary>
    public double TargetPct { get; }

    /// <summary>The day axis.</summary>
    public DayAxis Axis { get; }

    /// <summary>The axis of loss rates, in percent.</summary>
    public PlotScale Scale { get; }

    /// <summary>Loss rates; days that cannot be computed have none.</summary>
    public ImmutableArray<DayValue> Losses { get; }

    /// <summary>Days outside the band.</summary>
    public IEnumerable<DayValue> Outside => Losses.Where(l => l.Value is { } v && (v > TargetPct || v < LowerLimitPct));

    /// <summary>Days without a loss rate: those recorded as uncomputable, and those missing altogether between the first and the last.</summary>
    public IEnumerable<DateOnly> Uncomputable =>
        Enumerable.Range(0, Axis.Days).Select(Axis.First.AddDays).Except(Losses.Where(l => l.Value is not null).Select(l => l.Day));

    /// <summary>The chart in a sentence.</summary>
    public LocalizedText Summary
    {
        get
        {
            var known = Losses.Where(l => l.Value is not null).Select(l => l.Value!.Value).ToList();
            var (outside, missing) = (Outside.Count(), Uncomputable.Count());
            var target = ChartText.Number(TargetPct, 1);
            return known.Count == 0
                ? new($"{Axis.Days} 天都不可算。", $"None of {Axis.Days} days can be computed.")
                : new(
                    $"近 {Axis.Days} 天日线损率 {ChartText.Number(known.Min(), 1)} % 至 {ChartText.Number(known.Max(), 1)} %，{outside} 天超出 −1 % 至 {target} %，{missing} 天不可算。",
                    $"Daily loss over {Axis.Days} days from {ChartText.Number(known.Min(), 1)} % to {ChartText.Number(known.Max(), 1)} %; {outside} days outside −1 % to {target} %, {missing} days uncomputable.");
        }
    }

    /// <summary>A plot of the days; <see langword="null"/> when there are none.</summary>
    public static LossPlot? Of(IEnumerable<AreaDay> days, double? targetPct)
    {
        var ordered = days.OrderBy(d => d.Date).ToImmutableArray();
        return DayAxis.Over(ordered.Select(d => d.Date)) is { } axis ? new LossPlot(ordered, targetPct ?? DefaultTargetPct, axis) : null;
    }

    /// <summary>A day in words, for the pointer.</summary>
    public static LocalizedText Describe(AreaDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var date = ChartText.Date(day.Date);
        return day.LossPct is { } loss
            ? new(
                $"{date} 线损率 {ChartText.Number(loss, 2)} %，供电 {ChartText.Kwh(day.SupplyKwh)}，用电 {ChartText.Kwh(day.SaleKwh)}，采集成功率 {ChartText.Number(day.SuccessPct, 1)} %",
                $"{date} loss {ChartText.Number(loss, 2)} %, supply {ChartText.Kwh(day.SupplyKwh)}, sale {ChartText.Kwh(day.SaleKwh)}, read success {ChartText.Number(day.SuccessPct, 1)} %")
            : new($"{date} 不可算：{day.Reason ?? "无数据"}", $"{date} uncomputable: {day.Reason ?? "no data"}");
    }
}
