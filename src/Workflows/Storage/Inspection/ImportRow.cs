using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Inspection;

/// <summary>The report of an import.</summary>
internal sealed class ImportRow
{
    public Guid Id { get; set; }

    public DateTimeOffset ImportedAt { get; set; }

    /// <summary>The report as JSON.</summary>
    public required string Report { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ImportRow>
    {
        public void Configure(EntityTypeBuilder<ImportRow> builder)
        {
            builder.ToTable("imports");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.ImportedAt);
        }
    }
}
