using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Design;

/// <summary>The draft of a definition.</summary>
internal sealed class DesignDraftRow
{
    public required string DefinitionId { get; set; }

    public long Revision { get; set; }

    public int BaseVersion { get; set; }

    /// <summary>The files as a JSON object, text by path: they are only ever read and written together.</summary>
    public required string Files { get; set; }

    public required string SavedBy { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DesignDraftRow>
    {
        public void Configure(EntityTypeBuilder<DesignDraftRow> builder)
        {
            builder.ToTable("design_drafts");
            builder.HasKey(r => r.DefinitionId);
        }
    }
}
