using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Inspection;

/// <summary>The record of a screening, or of an import that brought suspicions.</summary>
internal sealed class ScreeningRunRow
{
    public Guid Id { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The run as JSON.</summary>
    public required string Record { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ScreeningRunRow>
    {
        public void Configure(EntityTypeBuilder<ScreeningRunRow> builder)
        {
            builder.ToTable("screening_runs");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.StartedAt);
        }
    }
}
