using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Definitions;

/// <summary>A file of a version.</summary>
internal sealed class DefinitionFileRow
{
    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public required string Path { get; set; }

    public required string Content { get; set; }

    /// <summary>For a form: its version.</summary>
    public int? FormVersion { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DefinitionFileRow>
    {
        public void Configure(EntityTypeBuilder<DefinitionFileRow> builder)
        {
            builder.ToTable("definition_files");
            builder.HasKey(r => new { r.DefinitionId, r.Version, r.Path });
            builder.HasOne<DefinitionRow>().WithMany().HasForeignKey(r => new { r.DefinitionId, r.Version });
        }
    }
}
