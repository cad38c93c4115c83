using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Core.Instances;

namespace Workflows.Storage.Instances;

/// <summary>What lists, searches and scopes need of an instance; its state lies in <see cref="InstanceStateRow"/>, so lists never load it.</summary>
internal sealed class InstanceRow
{
    public Guid Id { get; set; }

    public required string DefinitionId { get; set; }

    public int DefinitionVersion { get; set; }

    /// <summary>Optimistic version: a write with another base is stale.</summary>
    public long Revision { get; set; }

    /// <summary>How many facts its steps hold.</summary>
    public long HistoryLength { get; set; }

    public InstanceStatus Status { get; set; }

    public InstanceSubStatus SubStatus { get; set; }

    public string? CorrelationId { get; set; }

    public Guid? ParentInstanceId { get; set; }

    public string? Number { get; set; }

    public string? TitleZh { get; set; }

    public string? TitleEn { get; set; }

    /// <summary>Who may see it follows from this.</summary>
    public string? Unit { get; set; }

    public string? Subject { get; set; }

    public string? Theme { get; set; }

    public string? StageZh { get; set; }

    public string? StageEn { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Soonest due time of its open tasks.</summary>
    public DateTimeOffset? EarliestDueAt { get; set; }

    /// <summary>Open incidents.</summary>
    public int IncidentCount { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<InstanceRow>
    {
        public void Configure(EntityTypeBuilder<InstanceRow> builder)
        {
            builder.ToTable("instances");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.Number).IsUnique().HasFilter("number IS NOT NULL");
            builder.HasIndex(r => new { r.Unit, r.CreatedAt });
            builder.HasIndex(r => new { r.Status, r.DefinitionId, r.DefinitionVersion });
            builder.HasIndex(r => r.CreatedAt);
            builder.HasIndex(r => r.Subject).HasFilter("subject IS NOT NULL");
            builder.HasIndex(r => r.ParentInstanceId).HasFilter("parent_instance_id IS NOT NULL");
            builder.HasIndex(r => r.CorrelationId).HasFilter("correlation_id IS NOT NULL");
            builder.HasIndex(r => r.IncidentCount).HasFilter("incident_count > 0");
        }
    }
}
