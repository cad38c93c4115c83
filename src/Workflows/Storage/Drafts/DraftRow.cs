using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Drafts;

/// <summary>What a person has typed into a task and not yet handed in.</summary>
internal sealed class DraftRow
{
    public Guid TaskId { get; set; }

    public required string PersonId { get; set; }

    public required string Data { get; set; }

    public int FormVersion { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DraftRow>
    {
        public void Configure(EntityTypeBuilder<DraftRow> builder)
        {
            builder.ToTable("drafts");
            builder.HasKey(r => new { r.TaskId, r.PersonId });
        }
    }
}
