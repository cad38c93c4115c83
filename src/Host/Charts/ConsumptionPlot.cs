using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Inspection.Readings;

namespace Host.Charts;

/// <summary>A customer's daily energy above the energy that its area loses, on one day axis: when one falls as the other rises, the eye sees it.</summary>
public sealed record ConsumptionPlot
{
    private ConsumptionPlot(IEnumerable<CustomerDay> customer, IEnumerable<AreaDay> area, DayAxis axis)
    {
        Axis = axis;
        Customer = [.. customer.OrderBy(d => d.Date).Select(d => new DayValue(d.Date, d.Kwh))];
        AreaLost = [.. area.OrderBy(d => d.Date).Select(d => new DayValue(d.Date, d.SupplyKwh - d.SaleKwh))];
        CustomerScale = PlotScale.Of(Values(Customer), 0);
        AreaScale = PlotScale.Of(Values(AreaLost), 0);
    }

    /// <summary>The day axis of both.</summary>
    public DayAxis Axis { get; }

    /// <summary>The customer's energy in kWh; missing readings have no value.</summary>
    public ImmutableArray<DayValue> Customer { get; }

    /// <summary>Supply less sale of the area in kWh.</summary>
    public ImmutableArray<DayValue> AreaLost { get; }

    /// <summary>Axis of the customer's energy.</summary>
    public PlotScale CustomerScale { get; }

    /// <summary>Axis of the area's lost energy.</summary>
    public PlotScale AreaScale { get; }

    /// <summary>Days without a reading of the customer.</summary>
    public IEnumerable<DateOnly> Missing => Enumerable.Range(0, Axis.Days).Select(Axis.First.AddDays).Except(Customer.Where(d => d.Value is not null).Select(d => d.Day));

    /// <summary>Days on which the area's balance cannot be made.</summary>
    public IEnumerable<DateOnly> Uncomputable => Enumerable.Range(0, Axis.Days).Select(Axis.First.AddDays).Except(AreaLost.Where(d => d.Value is not null).Select(d => d.Day));

    /// <summary>The chart in a sentence: mean of the last 14 days against the mean before.</summary>
    public LocalizedText Summary
    {
        get
        {
            var last = Axis.First.AddDays(Axis.Days - 14);
            string Mean(ImmutableArray<DayValue> values, bool recent) =>
                Values(values.Where(v => v.Day >= last == recent)).ToList() is { Count: > 0 } some ? $"{ChartText.Number(some.Average(), 1)} kWh" : "—";
            return new(
                $"用户日均电量由此前的 {Mean(Customer, false)} 变为近 14 天的 {Mean(Customer, true)}，台区日均损失电量由 {Mean(AreaLost, false)} 变为 {Mean(AreaLost, true)}。",
                $"The customer's daily mean went from {Mean(Customer, false)} to {Mean(Customer, true)} in the last 14 days; the area's daily lost energy from {Mean(AreaLost, false)} to {Mean(AreaLost, true)}.");
        }
    }

    /// <summary>A plot; <see langword="null"/> when the customer has no days.</summary>
    public static ConsumptionPlot? Of(IReadOnlyCollection<CustomerDay> customer, IReadOnlyCollection<AreaDay> area)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(area);
        return customer.Count > 0 && DayAxis.Over(customer.Select(d => d.Date).Concat(area.Select(d => d.Date))) is { } axis
            ? new ConsumptionPlot(customer, area, axis)
            : null;
    }

    private static IEnumerable<double> Values(IEnumerable<DayValue> days) => days.Where(d => d.Value is not null).Select(d => d.Value!.Value);
}
