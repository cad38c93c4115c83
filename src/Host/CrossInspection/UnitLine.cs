namespace Host.CrossInspection;

/// <summary>A unit as it is typed on the page.</summary>
public sealed class UnitLine
{
    /// <summary>Code of the unit.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Result in the benchmark; higher is more advanced.</summary>
    public double Score { get; set; }

    /// <summary>基数.</summary>
    public double Base { get; set; }
}
