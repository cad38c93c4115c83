using System.Collections.Immutable;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Workflows.Inspection.Readings;

/// <summary>
/// Reads of the imported data for charts and forms. Each read is filtered by the reader's scope: the prefecture sees all areas, a county those of
/// its stations, a station its own. What is unknown or out of scope is the same: the answer is empty, and nothing throws.
/// </summary>
public interface IReadings
{
    /// <summary>The customer in the marketing archive; <see langword="null"/> when unknown.</summary>
    Task<CustomerRecord?> CustomerAsync(Actor reader, string customerNo, CancellationToken cancellationToken = default);

    /// <summary>The area; <see langword="null"/> when unknown.</summary>
    Task<AreaRecord?> AreaAsync(Actor reader, string areaNo, CancellationToken cancellationToken = default);

    /// <summary>Areas by how far the mean loss of their last 14 computable days lies outside −1 % … target, worst first; those without a computable day last. An area without a target of its own is held to 7 %.</summary>
    Task<Page<AreaRecord>> AreasAsync(Actor reader, AreaFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Customers of an area, by how much their energy has fallen against their own earlier level, most first.</summary>
    Task<IReadOnlyList<CustomerRecord>> CustomersOfAreaAsync(Actor reader, string areaNo, CancellationToken cancellationToken = default);

    /// <summary>Daily balance of an area, oldest first.</summary>
    Task<ImmutableArray<AreaDay>> AreaDaysAsync(Actor reader, string areaNo, int days = 90, CancellationToken cancellationToken = default);

    /// <summary>Daily energy of a customer, oldest first; missing readings are <see langword="null"/>.</summary>
    Task<ImmutableArray<CustomerDay>> CustomerDaysAsync(Actor reader, string customerNo, int days = 90, CancellationToken cancellationToken = default);

    /// <summary>Daily balances of several areas in one read, for the small lines of a list; an unknown area is left out.</summary>
    Task<IReadOnlyDictionary<string, ImmutableArray<AreaDay>>> AreasDaysAsync(Actor reader, IReadOnlyCollection<string> areaNos, int days = 30, CancellationToken cancellationToken = default);

    /// <summary>Daily energy of several customers in one read, for the small lines of a list; an unknown customer is left out.</summary>
    Task<IReadOnlyDictionary<string, ImmutableArray<CustomerDay>>> CustomersDaysAsync(Actor reader, IReadOnlyCollection<string> customerNos, int days = 30, CancellationToken cancellationToken = default);
}

/// <summary>What to show of the areas.</summary>
/// <param name="Unit">Only areas of this unit and below; <see langword="null"/> = all that the reader may see.</param>
/// <param name="Search">Part of area number, name or manager.</param>
/// <param name="OnlyOutside">Only areas whose mean loss lies outside −1 % … target, or cannot be computed.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to return, 1–500.</param>
public sealed record AreaFilter(string? Unit = null, string? Search = null, bool OnlyOutside = false, int Skip = 0, int Take = 50);

/// <summary>A customer of the marketing archive.</summary>
/// <param name="RecentKwh">Mean daily energy of the last 14 days in kWh; filled by <see cref="IReadings.CustomersOfAreaAsync"/>.</param>
/// <param name="EarlierKwh">Mean daily energy before that in kWh; filled by <see cref="IReadings.CustomersOfAreaAsync"/>.</param>
public sealed record CustomerRecord(string CustomerNo, string Name, string AreaNo, string? MeterNo, string? Category, string? TariffCode, double? ContractedKva, double? CtRatio, string? Status, double? Lon, double? Lat, double? RecentKwh = null, double? EarlierKwh = null);

/// <summary>A transformer area (台区). <paramref name="MeanLossPct"/> is the mean of the last 14 computable days in percent; <see langword="null"/> = none computable. <paramref name="SuccessPct"/> is 采集成功率 of the last 14 days in percent.</summary>
public sealed record AreaRecord(string AreaNo, string Name, string StationCode, string? FeederNo, double? CapacityKva, string? Manager, double? Lon, double? Lat, double? LossTargetPct, int Customers, double? MeanLossPct, double? SuccessPct = null);

/// <summary>One day of an area.</summary>
/// <param name="Date">The day.</param>
/// <param name="SupplyKwh">供电量 in kWh, generation fed in included; <see langword="null"/> = missing.</param>
/// <param name="SaleKwh">补全后用电量 in kWh; <see langword="null"/> = not to be filled.</param>
/// <param name="LossPct">(supply − sale) ÷ supply × 100; <see langword="null"/> = 不可算. Never clamped.</param>
/// <param name="SuccessPct">采集成功率: meters read ÷ meters due × 100.</param>
/// <param name="Reason">Why it is uncomputable; <see langword="null"/> otherwise.</param>
public sealed record AreaDay(DateOnly Date, double? SupplyKwh, double? SaleKwh, double? LossPct, double SuccessPct, string? Reason);

/// <summary>One day of a customer, in kWh.</summary>
public sealed record CustomerDay(DateOnly Date, double? Kwh);
