using System.Collections.Immutable;

namespace Workflows.Inspection.Readings;

/// <summary>Reads of the imported data for charts and forms. Never throws for an unknown number: the answer is empty.</summary>
public interface IReadings
{
    /// <summary>The customer in the marketing archive; <see langword="null"/> when unknown.</summary>
    Task<CustomerRecord?> CustomerAsync(string customerNo, CancellationToken cancellationToken = default);

    /// <summary>The area; <see langword="null"/> when unknown.</summary>
    Task<AreaRecord?> AreaAsync(string areaNo, CancellationToken cancellationToken = default);

    /// <summary>Areas of a unit and below (all for <see langword="null"/>), by mean loss of the last 14 days, worst first.</summary>
    Task<IReadOnlyList<AreaRecord>> AreasAsync(IReadOnlyCollection<string>? stationCodes, CancellationToken cancellationToken = default);

    /// <summary>Customers of an area, by how much their energy has fallen against their own earlier level, most first.</summary>
    Task<IReadOnlyList<CustomerRecord>> CustomersOfAreaAsync(string areaNo, CancellationToken cancellationToken = default);

    /// <summary>Daily balance of an area, oldest first.</summary>
    Task<ImmutableArray<AreaDay>> AreaDaysAsync(string areaNo, int days = 90, CancellationToken cancellationToken = default);

    /// <summary>Daily energy of a customer, oldest first; missing readings are <see langword="null"/>.</summary>
    Task<ImmutableArray<CustomerDay>> CustomerDaysAsync(string customerNo, int days = 90, CancellationToken cancellationToken = default);
}

/// <summary>A customer of the marketing archive.</summary>
public sealed record CustomerRecord(string CustomerNo, string Name, string AreaNo, string? MeterNo, string? Category, string? TariffCode, double? ContractedKva, double? CtRatio, string? Status, double? Lon, double? Lat);

/// <summary>A transformer area (台区). <paramref name="MeanLossPct"/> is the mean of the last 14 computable days in percent; <see langword="null"/> = none computable.</summary>
public sealed record AreaRecord(string AreaNo, string Name, string StationCode, string? FeederNo, double? CapacityKva, string? Manager, double? Lon, double? Lat, double? LossTargetPct, int Customers, double? MeanLossPct);

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
