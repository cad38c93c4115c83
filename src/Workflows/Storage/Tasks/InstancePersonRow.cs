using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Tasks;

/// <summary>Who ever held or completed a task of an instance, asked for it or got a copy, and may therefore see it.</summary>
internal sealed class InstancePersonRow
{
    public Guid InstanceId { get; set; }

    public required string PersonId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<InstancePersonRow>
    {
        public void Configure(EntityTypeBuilder<InstancePersonRow> builder)
        {
            builder.ToTable("instance_people");
            builder.HasKey(r => new { r.PersonId, r.InstanceId });
        }
    }
}
