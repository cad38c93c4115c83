using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Inspection.Inspectors;

namespace Workflows.Storage.Inspection;

/// <summary>An inspector of the register.</summary>
internal sealed class InspectorRow
{
    public required string PersonId { get; set; }

    public Employment Employment { get; set; }

    public required string MarketingAccount { get; set; }

    public required string Device { get; set; }

    public required string Equipment { get; set; }

    public required string Qualifications { get; set; }

    public DateOnly? TrainedOn { get; set; }

    public int? Cap { get; set; }

    public InspectorRecord ToRecord() => new(PersonId)
    {
        Employment = Employment,
        MarketingAccount = MarketingAccount,
        Device = Device,
        Equipment = Equipment,
        Qualifications = Qualifications,
        TrainedOn = TrainedOn,
        Cap = Cap,
    };

    public static InspectorRow Of(InspectorRecord record) => new()
    {
        PersonId = record.PersonId,
        Employment = record.Employment,
        MarketingAccount = record.MarketingAccount,
        Device = record.Device,
        Equipment = record.Equipment,
        Qualifications = record.Qualifications,
        TrainedOn = record.TrainedOn,
        Cap = record.Cap,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<InspectorRow>
    {
        public void Configure(EntityTypeBuilder<InspectorRow> builder)
        {
            builder.ToTable("inspectors");
            builder.HasKey(r => r.PersonId);
        }
    }
}
