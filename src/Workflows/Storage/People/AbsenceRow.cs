using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.People;

/// <summary>Who is away, and who acts for them.</summary>
internal sealed class AbsenceRow
{
    public Guid Id { get; set; }

    public required string PersonId { get; set; }

    public required string SubstituteId { get; set; }

    /// <summary>The one workflow that it is for.</summary>
    public string? DefinitionId { get; set; }

    public DateTimeOffset BeginsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public string? Reason { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AbsenceRow>
    {
        public void Configure(EntityTypeBuilder<AbsenceRow> builder)
        {
            builder.ToTable("absences");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
        }
    }
}
