using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Inspection.Suspicions;

namespace Workflows.Storage.Inspection;

/// <summary>A suspicion in the pool, or one that was decided.</summary>
internal sealed class SuspicionRow
{
    public Guid Id { get; set; }

    public Guid RunId { get; set; }

    public SuspicionKind Kind { get; set; }

    /// <summary>Kind and number: what it is about, as one key.</summary>
    public required string Subject { get; set; }

    public string? AreaNo { get; set; }

    public string? CustomerNo { get; set; }

    public string? CustomerName { get; set; }

    public string? UnitCode { get; set; }

    public required string Theme { get; set; }

    public double Score { get; set; }

    public required string Channels { get; set; }

    public required string ExplanationZh { get; set; }

    public required string ExplanationEn { get; set; }

    public required string Inputs { get; set; }

    public DateTimeOffset FoundAt { get; set; }

    /// <summary>Last day of data of the run that found it last, as the number of days since 0001-01-01.</summary>
    public int AsOfDay { get; set; }

    public SuspicionState State { get; set; }

    public Guid? InstanceId { get; set; }

    public string? Reason { get; set; }

    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SuspicionRow>
    {
        public void Configure(EntityTypeBuilder<SuspicionRow> builder)
        {
            builder.ToTable("suspicions");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.State).IsConcurrencyToken();
            builder.HasIndex(r => new { r.State, r.Score });
            builder.HasIndex(r => new { r.Subject, r.State });
            builder.HasIndex(r => r.InstanceId);
        }
    }
}
