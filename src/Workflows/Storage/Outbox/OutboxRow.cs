using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Runtime.Outbox;

namespace Workflows.Storage.Outbox;

/// <summary>A wish of a step. Goes when it is fulfilled.</summary>
internal sealed class OutboxRow
{
    /// <summary>The effect's id.</summary>
    public Guid Id { get; set; }

    public Guid InstanceId { get; set; }

    public required string Kind { get; set; }

    /// <summary>The wish as JSON.</summary>
    public required string Effect { get; set; }

    public OutboxState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>When it may be taken: the next try, or the end of the lease.</summary>
    public DateTimeOffset NextAt { get; set; }

    public string? LeaseToken { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? ParkedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxRow>
    {
        public void Configure(EntityTypeBuilder<OutboxRow> builder)
        {
            builder.ToTable("outbox");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => new { r.NextAt, r.State });
            builder.HasIndex(r => r.InstanceId);
            builder.HasIndex(r => r.State);
        }
    }
}
