using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Suspicions;

namespace Host.Suspicions;

/// <summary>The small line beside a suspicion: what its object did in the last 30 days, oldest first.</summary>
/// <param name="Values">A customer's energy in kWh, an area's loss rate in percent; <see langword="null"/> = missing or uncomputable.</param>
/// <param name="IsLoss">Whether the values are loss rates.</param>
public sealed record SmallLine(IReadOnlyList<double?> Values, bool IsLoss)
{
    private const int Days = 30;

    /// <summary>The lines of a page of suspicions, in two reads whatever their number. A pair shows its first area.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SmallLine>> OfAsync(IReadings readings, Actor reader, IReadOnlyList<Suspicion> suspicions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var customers = suspicions.Select(s => s.CustomerNo).OfType<string>().Distinct().ToList();
        var areas = suspicions.Where(s => s.CustomerNo is null).Select(AreaOf).OfType<string>().Distinct().ToList();
        var energy = customers.Count == 0 ? null : await readings.CustomersDaysAsync(reader, customers, Days, cancellationToken).ConfigureAwait(false);
        var loss = areas.Count == 0 ? null : await readings.AreasDaysAsync(reader, areas, Days, cancellationToken).ConfigureAwait(false);
        var lines = new Dictionary<Guid, SmallLine>();
        foreach (var suspicion in suspicions)
        {
            if (suspicion.CustomerNo is { } customer && energy is not null && energy.TryGetValue(customer, out var days))
            {
                lines[suspicion.Id] = new SmallLine([.. days.Select(d => d.Kwh)], IsLoss: false);
            }
            else if (suspicion.CustomerNo is null && AreaOf(suspicion) is { } area && loss is not null && loss.TryGetValue(area, out var balances))
            {
                lines[suspicion.Id] = new SmallLine([.. balances.Select(d => d.LossPct)], IsLoss: true);
            }
        }

        return lines;
    }

    private static string? AreaOf(Suspicion suspicion) => suspicion.AreaNo?.Split('|')[0];
}
