using System.Collections.Immutable;
using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Suspicions;

namespace Host.Suspicions;

/// <summary>What the charts beside a suspicion show.</summary>
/// <param name="Customer">The customer; <see langword="null"/> for areas and unknown customers.</param>
/// <param name="CustomerDays">The customer's days.</param>
/// <param name="Areas">The area, or both areas of a pair, with their days.</param>
public sealed record SuspicionCharts(CustomerRecord? Customer, ImmutableArray<CustomerDay> CustomerDays, IReadOnlyList<AreaCurve> Areas)
{
    /// <summary>Reads them.</summary>
    public static async Task<SuspicionCharts> OfAsync(IReadings readings, Actor reader, Suspicion suspicion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(suspicion);
        var customer = suspicion.CustomerNo is { } number ? await readings.CustomerAsync(reader, number, cancellationToken).ConfigureAwait(false) : null;
        var days = customer is null ? [] : await readings.CustomerDaysAsync(reader, customer.CustomerNo, cancellationToken: cancellationToken).ConfigureAwait(false);
        List<AreaCurve> areas = [];
        foreach (var areaNo in (suspicion.AreaNo ?? customer?.AreaNo ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            if (await readings.AreaAsync(reader, areaNo, cancellationToken).ConfigureAwait(false) is { } area)
            {
                areas.Add(new AreaCurve(area, await readings.AreaDaysAsync(reader, areaNo, cancellationToken: cancellationToken).ConfigureAwait(false)));
            }
        }

        return new SuspicionCharts(customer, days, areas);
    }
}

/// <summary>An area with its daily balances.</summary>
public sealed record AreaCurve(AreaRecord Area, ImmutableArray<AreaDay> Days);
