using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Retention;

/// <summary>The last run of retention: one row.</summary>
internal sealed class RetentionRunRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public int Stored { get; set; }

    public string? Problem { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RetentionRunRow>
    {
        public void Configure(EntityTypeBuilder<RetentionRunRow> builder)
        {
            builder.ToTable("retention_runs");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
        }
    }
}
