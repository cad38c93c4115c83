using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Core.Organisation;

namespace Workflows.Storage.People;

/// <summary>A unit of the organisation.</summary>
internal sealed class OrgUnitRow
{
    public required string Code { get; set; }

    public required string Name { get; set; }

    public OrgTier Tier { get; set; }

    public string? ParentCode { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OrgUnitRow>
    {
        public void Configure(EntityTypeBuilder<OrgUnitRow> builder)
        {
            builder.ToTable("org_units");
            builder.HasKey(r => r.Code);
        }
    }
}
