using Host.Charts;
using Workflows.Inspection.Readings;

namespace Host.Tests.Charts;

public sealed class LossPlotTests
{
    private static readonly DateOnly First = new(2026, 9, 1);

    [Fact]
    public void Days_outside_the_band_are_marked_on_both_sides()
    {
        var plot = LossPlot.Of([Day(0, 3), Day(1, 7.2), Day(2, -1.5), Day(3, -1), Day(4, 7)], 7)!;

        Assert.Equal([First.AddDays(1), First.AddDays(2)], plot.Outside.Select(d => d.Day));
    }

    [Fact]
    public void A_day_that_cannot_be_computed_and_a_day_that_is_missing_are_both_hatched_and_break_the_line()
    {
        var plot = LossPlot.Of([Day(0, 3), Day(1, null), Day(3, 4), Day(4, 5)], 7)!;

        Assert.Equal([First.AddDays(1), First.AddDays(2)], plot.Uncomputable);
        Assert.Equal(2, PlotPath.Line(plot.Losses, plot.Axis, plot.Scale).Count(c => c == 'M'));
        Assert.Equal([(20.0, 40.0)], PlotPath.Runs(plot.Uncomputable, plot.Axis).Select(r => (Math.Round(r.Left, 6), Math.Round(r.Width, 6))));
    }

    [Fact]
    public void No_loss_is_cut_off_however_extreme()
    {
        var plot = LossPlot.Of([Day(0, 78.4), Day(1, -212.5)], null)!;

        Assert.True(plot.Scale.High >= 78.4);
        Assert.True(plot.Scale.Low <= -212.5);
    }

    [Fact]
    public void The_band_and_zero_are_always_in_the_picture()
    {
        var plot = LossPlot.Of([Day(0, 2.1), Day(1, 2.2)], 6.5)!;

        Assert.True(plot.Scale.High >= 6.5);
        Assert.True(plot.Scale.Low <= -1);
    }

    [Fact]
    public void The_summary_counts_what_the_eye_sees()
    {
        var summary = LossPlot.Of([Day(0, 3), Day(1, 9), Day(2, null)], 7)!.Summary;

        Assert.Equal("近 3 天日线损率 3.0 % 至 9.0 %，1 天超出 −1 % 至 7.0 %，1 天不可算。", summary.Zh);
        Assert.Contains("1 days outside", summary.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_days_there_is_no_plot() => Assert.Null(LossPlot.Of([], 7));

    [Fact]
    public void An_uncomputable_day_says_why() =>
        Assert.Equal("2026-09-01 不可算：总表缺数", LossPlot.Describe(new AreaDay(First, null, 100, null, 80, "总表缺数")).Zh);

    private static AreaDay Day(int offset, double? loss) => new(First.AddDays(offset), 1000, 1000 - (10 * (loss ?? 0)), loss, 99, loss is null ? "x" : null);
}
