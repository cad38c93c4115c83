namespace Workflows.Inspection.Demonstration;

/// <summary>How large the demonstration prefecture is. The same options write the same files, byte for byte.</summary>
public sealed record DemonstrationOptions
{
    /// <summary>Start of all chance.</summary>
    public int Seed { get; init; } = 42090;

    /// <summary>Transformer areas, at least 1. Planted problems repeat every 30 areas.</summary>
    public int Areas { get; init; } = 60;

    /// <summary>Customers per area, at least 20.</summary>
    public int CustomersPerArea { get; init; } = 100;

    /// <summary>Days of readings, at least 20.</summary>
    public int Days { get; init; } = 90;

    /// <summary>The last day of readings.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>The first day of readings.</summary>
    public DateOnly FirstDay => LastDay.AddDays(1 - Days);
}
