using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Core;
using Workflows.Core.Instances;

namespace Workflows.Storage.Retention;

/// <summary>An instance that lies in an archive file: enough to find it there, and to know who may see it.</summary>
internal sealed class ArchivedInstanceRow
{
    public Guid Id { get; set; }

    public long SliceId { get; set; }

    /// <summary>The revision that was stored away; one that went on since stays in the database.</summary>
    public long Revision { get; set; }

    public required string DefinitionId { get; set; }

    public InstanceSubStatus SubStatus { get; set; }

    public string? Number { get; set; }

    public string? TitleZh { get; set; }

    public string? TitleEn { get; set; }

    public string? Unit { get; set; }

    public string? Subject { get; set; }

    public string? Theme { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    /// <summary>When it was taken out of the database; <see langword="null"/> = it is still there.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public InstanceHeader Header() => new(Number, TitleZh is null ? null : new LocalizedText(TitleZh, TitleEn ?? TitleZh), Unit, Subject, Theme, null);

    internal sealed class Configuration : IEntityTypeConfiguration<ArchivedInstanceRow>
    {
        public void Configure(EntityTypeBuilder<ArchivedInstanceRow> builder)
        {
            builder.ToTable("archived_instances");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.SliceId);
            builder.HasIndex(r => r.EndedAt);
            builder.HasIndex(r => r.RemovedAt).HasFilter("removed_at IS NULL");
        }
    }
}
