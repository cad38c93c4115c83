using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Storage.Packing;

namespace Workflows.Storage.Instances;

/// <summary>The whole state of an instance as JSON: what the engine needs for the next step.</summary>
internal sealed class InstanceStateRow
{
    public Guid InstanceId { get; set; }

    public required string State { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<InstanceStateRow>
    {
        public void Configure(EntityTypeBuilder<InstanceStateRow> builder)
        {
            builder.ToTable("instance_states");
            builder.HasKey(r => r.InstanceId);
            builder.Property(r => r.InstanceId).ValueGeneratedNever();
            builder.Property(r => r.State).HasConversion<PackedTextConverter>();
        }
    }
}
