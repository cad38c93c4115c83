using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Timers;

/// <summary>A pending timer of an instance.</summary>
internal sealed class TimerRow
{
    public Guid Id { get; set; }

    public Guid InstanceId { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When it is tried: the due time, or later after a failure.</summary>
    public DateTimeOffset FireAt { get; set; }

    public int Failures { get; set; }

    public required string Purpose { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TimerRow>
    {
        public void Configure(EntityTypeBuilder<TimerRow> builder)
        {
            builder.ToTable("timers");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.FireAt);
            builder.HasIndex(r => r.InstanceId);
        }
    }
}
