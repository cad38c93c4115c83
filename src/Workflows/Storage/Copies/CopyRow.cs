using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Copies;

/// <summary>A notice of an instance to one person; the command that sent it sends each person one.</summary>
internal sealed class CopyRow
{
    public required string PersonId { get; set; }

    public Guid InstanceId { get; set; }

    public Guid CommandId { get; set; }

    /// <summary>Person id of the sender.</summary>
    public required string SentBy { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset SentAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CopyRow>
    {
        public void Configure(EntityTypeBuilder<CopyRow> builder)
        {
            builder.ToTable("copies");
            builder.HasKey(r => new { r.PersonId, r.InstanceId, r.CommandId });
        }
    }
}
