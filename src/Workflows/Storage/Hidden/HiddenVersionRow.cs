using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Hidden;

/// <summary>A version of a definition that Elsa's tools show no more, with all that ran on it.</summary>
internal sealed class HiddenVersionRow
{
    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    /// <summary>Person id of who deleted it there.</summary>
    public required string HiddenBy { get; set; }

    public DateTimeOffset HiddenAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<HiddenVersionRow>
    {
        public void Configure(EntityTypeBuilder<HiddenVersionRow> builder)
        {
            builder.ToTable("hidden_versions");
            builder.HasKey(r => new { r.DefinitionId, r.Version });
        }
    }
}
