using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Runtime.Definitions;

namespace Workflows.Storage.Definitions;

/// <summary>A version of a workflow package.</summary>
internal sealed class DefinitionRow
{
    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public required string Name { get; set; }

    public required string ContentHash { get; set; }

    public bool IsPublished { get; set; }

    public bool IsLatest { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string Author { get; set; }

    public VersionOrigin Origin { get; set; }

    public string Note { get; set; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<DefinitionRow>
    {
        public void Configure(EntityTypeBuilder<DefinitionRow> builder)
        {
            builder.ToTable("definitions");
            builder.HasKey(r => new { r.DefinitionId, r.Version });

            // Versions that were there before a designer was came from folders.
            builder.Property(r => r.Origin).HasDefaultValue(VersionOrigin.Folder).HasSentinel(VersionOrigin.Folder);
            builder.Property(r => r.Note).HasDefaultValue("");
        }
    }
}
