using Host.Charts;
using Workflows.Inspection.Readings;

namespace Host.Tests.Charts;

public sealed class ConsumptionPlotTests
{
    private static readonly DateOnly First = new(2026, 9, 1);

    [Fact]
    public void The_area_loses_what_is_supplied_and_not_sold()
    {
        var plot = ConsumptionPlot.Of([new CustomerDay(First, 8)], [new AreaDay(First, 900, 850, 5.6, 99, null), new AreaDay(First.AddDays(1), null, 850, null, 70, "x")])!;

        Assert.Equal([50.0, null], plot.AreaLost.Select(d => d.Value));
        Assert.Equal([First.AddDays(1)], plot.Uncomputable);
        Assert.Equal([First.AddDays(1)], plot.Missing);
    }

    [Fact]
    public void Both_share_one_axis_over_all_days()
    {
        var plot = ConsumptionPlot.Of([new CustomerDay(First, 8)], [new AreaDay(First.AddDays(9), 900, 850, 5.6, 99, null)])!;

        Assert.Equal((First, 10), (plot.Axis.First, plot.Axis.Days));
    }

    [Fact]
    public void The_summary_sets_the_last_fourteen_days_against_those_before()
    {
        var customer = Enumerable.Range(0, 30).Select(i => new CustomerDay(First.AddDays(i), i < 16 ? 10 : 4)).ToList();
        var area = Enumerable.Range(0, 30).Select(i => new AreaDay(First.AddDays(i), 100, i < 16 ? 97 : 91, 3, 99, null)).ToList();

        Assert.Equal(
            "用户日均电量由此前的 10.0 kWh 变为近 14 天的 4.0 kWh，台区日均损失电量由 3.0 kWh 变为 9.0 kWh。",
            ConsumptionPlot.Of(customer, area)!.Summary.Zh);
    }

    [Fact]
    public void Without_days_of_the_customer_there_is_no_plot() => Assert.Null(ConsumptionPlot.Of([], [new AreaDay(First, 1, 1, 0, 99, null)]));
}
