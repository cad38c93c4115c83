using Workflows.Inspection.Inspectors;

namespace Host.Inspectors;

/// <summary>A record of the register as being edited.</summary>
public sealed class InspectorForm
{
    /// <summary>Gets or sets whether inspecting is the whole work.</summary>
    public Employment Employment { get; set; }

    /// <summary>Gets or sets the account in the marketing system.</summary>
    public string MarketingAccount { get; set; } = "";

    /// <summary>Gets or sets the number of the handheld.</summary>
    public string Device { get; set; } = "";

    /// <summary>Gets or sets tools and instruments.</summary>
    public string Equipment { get; set; } = "";

    /// <summary>Gets or sets certificates and training.</summary>
    public string Qualifications { get; set; } = "";

    /// <summary>Gets or sets the day of the last training.</summary>
    public DateOnly? TrainedOn { get; set; }

    /// <summary>Gets or sets the most tasks at a time.</summary>
    public int? Cap { get; set; }

    /// <summary>A form filled with a record.</summary>
    public static InspectorForm Of(InspectorRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new InspectorForm
        {
            Employment = record.Employment,
            MarketingAccount = record.MarketingAccount,
            Device = record.Device,
            Equipment = record.Equipment,
            Qualifications = record.Qualifications,
            TrainedOn = record.TrainedOn,
            Cap = record.Cap,
        };
    }

    /// <summary>The record as edited.</summary>
    public InspectorRecord ToRecord(string personId) => new(personId)
    {
        Employment = Employment,
        MarketingAccount = MarketingAccount.Trim(),
        Device = Device.Trim(),
        Equipment = Equipment.Trim(),
        Qualifications = Qualifications.Trim(),
        TrainedOn = TrainedOn,
        Cap = Cap,
    };
}
