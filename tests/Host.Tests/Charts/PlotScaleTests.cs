using Host.Charts;

namespace Host.Tests.Charts;

public sealed class PlotScaleTests
{
    [Theory]
    [InlineData(0, 9.3, "0.0|2.5|5.0|7.5|10.0")]
    [InlineData(-1, 7, "−2|0|2|4|6|8")]
    [InlineData(0, 0.031, "0.00|0.01|0.02|0.03|0.04")]
    [InlineData(-212.5, 78.4, "−300|−200|−100|0|100")]
    public void Ticks_are_round_and_hold_every_value(double low, double high, string ticks)
    {
        var scale = PlotScale.Of([low, high]);

        Assert.Equal(ticks, string.Join('|', scale.Ticks.Select(scale.Text)));
        Assert.InRange(scale.Y(low), 0, 100);
        Assert.InRange(scale.Y(high), 0, 100);
    }

    [Fact]
    public void Values_that_are_all_the_same_still_make_a_scale() => Assert.True(PlotScale.Of([5, 5]).High > PlotScale.Of([5, 5]).Low);

    [Fact]
    public void What_is_no_number_is_left_out() => Assert.True(double.IsFinite(PlotScale.Of([1, double.NaN, double.PositiveInfinity]).High));

    [Fact]
    public void High_is_up() => Assert.True(PlotScale.Of([0, 10]).Y(10) < PlotScale.Of([0, 10]).Y(0));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(400)]
    public void The_day_axis_has_at_most_six_labels_inside_its_range(int days)
    {
        var axis = new DayAxis(new DateOnly(2026, 9, 1), days);

        Assert.InRange(axis.Ticks.Length, 1, 6);
        Assert.All(axis.Ticks, t => Assert.InRange(axis.Middle(t), 0, 100));
    }
}
