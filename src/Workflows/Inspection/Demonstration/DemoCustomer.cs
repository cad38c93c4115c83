namespace Workflows.Inspection.Demonstration;

/// <summary>A simulated customer with what it used and what its meter said.</summary>
internal sealed class DemoCustomer
{
    public required string No { get; init; }

    public required string Name { get; init; }

    /// <summary>Index of the area that feeds it.</summary>
    public required int Area { get; init; }

    /// <summary>Index of the area that it is booked in.</summary>
    public required int BookedArea { get; set; }

    public required string MeterNo { get; init; }

    public required string Category { get; init; }

    public required string Tariff { get; init; }

    public required double Kva { get; init; }

    public required int Phases { get; init; }

    public int CtRatio { get; init; } = 1;

    public string Status { get; set; } = "active";

    public double PvKwp { get; init; }

    /// <summary>Whether something was done to it, so that it gets no second role.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether it is a home in which somebody lives all the time, or a business that runs.</summary>
    public bool IsSteady { get; set; } = true;

    /// <summary>Energy used per day in kWh.</summary>
    public required double[] Used { get; init; }

    /// <summary>Energy measured per day in kWh; NaN = no reading arrived.</summary>
    public required double[] Metered { get; init; }

    /// <summary>Mean of the energy used before the window, in kWh per day.</summary>
    public required double Level { get; init; }
}
