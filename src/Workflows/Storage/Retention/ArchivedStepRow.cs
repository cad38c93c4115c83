using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Retention;

/// <summary>The code of a step whose content lies in an archive file, so that the seal of its day can still be proved.</summary>
internal sealed class ArchivedStepRow
{
    public Guid InstanceId { get; set; }

    public long Revision { get; set; }

    public DateTimeOffset At { get; set; }

    public required byte[] Mac { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ArchivedStepRow>
    {
        public void Configure(EntityTypeBuilder<ArchivedStepRow> builder)
        {
            builder.ToTable("archived_steps");
            builder.HasKey(r => new { r.InstanceId, r.Revision });
            builder.HasIndex(r => r.At);
        }
    }
}
