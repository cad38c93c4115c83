using System.ComponentModel.DataAnnotations;
using Workflows.Inspection.Demonstration;

namespace Host.Demonstration;

/// <summary>The demonstration's password and size: the section <c>Demo</c> of the settings.</summary>
public sealed class DemonstrationSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Demo";

    /// <summary>Gets or sets the password of every demonstration account.</summary>
    /// <value>When it is not set, one is made up and printed once.</value>
    public string? Password { get; set; }

    /// <summary>Gets or sets the number of transformer areas.</summary>
    /// <value>The default is 60.</value>
    [Range(1, 5000)]
    public int Areas { get; set; } = 60;

    /// <summary>Gets or sets the customers per area.</summary>
    /// <value>The default is 100.</value>
    [Range(20, 1000)]
    public int CustomersPerArea { get; set; } = 100;

    /// <summary>Gets or sets the days of readings, the last of which is yesterday.</summary>
    /// <value>The default is 90.</value>
    [Range(20, 730)]
    public int Days { get; set; } = 90;

    /// <summary>What the generator is asked for.</summary>
    internal DemonstrationOptions Options(DateOnly lastDay) => new() { Areas = Areas, CustomersPerArea = CustomersPerArea, Days = Days, LastDay = lastDay };
}
