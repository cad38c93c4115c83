using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Hidden;

/// <summary>An instance that Elsa's tools show no more.</summary>
internal sealed class HiddenInstanceRow
{
    public Guid InstanceId { get; set; }

    /// <summary>Person id of who deleted it there.</summary>
    public required string HiddenBy { get; set; }

    public DateTimeOffset HiddenAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<HiddenInstanceRow>
    {
        public void Configure(EntityTypeBuilder<HiddenInstanceRow> builder)
        {
            builder.ToTable("hidden_instances");
            builder.HasKey(r => r.InstanceId);
            builder.Property(r => r.InstanceId).ValueGeneratedNever();
        }
    }
}
