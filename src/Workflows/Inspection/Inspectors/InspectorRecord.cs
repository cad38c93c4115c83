namespace Workflows.Inspection.Inspectors;

/// <summary>Whether inspecting is somebody's whole work.</summary>
public enum Employment
{
    /// <summary>专职.</summary>
    FullTime,

    /// <summary>兼职: stations have nobody full-time .</summary>
    PartTime,
}

/// <summary>What the register (台账) says of an inspector beyond name, unit and roles (R-31, R-69 … R-71).</summary>
/// <param name="PersonId">Whose it is.</param>
public sealed record InspectorRecord(string PersonId)
{
    /// <summary>Longest text of a member, in characters.</summary>
    public const int Longest = 500;

    /// <summary>Largest <see cref="Cap"/>.</summary>
    public const int LargestCap = 200;

    /// <summary>专职 or 兼职.</summary>
    public Employment Employment { get; init; } = Employment.PartTime;

    /// <summary>Account in the marketing system (营销系统账号).</summary>
    public string MarketingAccount { get; init; } = "";

    /// <summary>Handheld (掌机): its number.</summary>
    public string Device { get; init; } = "";

    /// <summary>Tools and instruments, and with whom they are shared.</summary>
    public string Equipment { get; init; } = "";

    /// <summary>Certificates and training.</summary>
    public string Qualifications { get; init; } = "";

    /// <summary>Day of the last training.</summary>
    public DateOnly? TrainedOn { get; init; }

    /// <summary>Most tasks at a time, 1–200; nobody is offered for more. <see langword="null"/> = no limit.</summary>
    public int? Cap { get; init; }
}
