using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.People;

/// <summary>A role that a person holds in a unit.</summary>
internal sealed class GrantRow
{
    public required string PersonId { get; set; }

    public required string Role { get; set; }

    public required string Unit { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<GrantRow>
    {
        public void Configure(EntityTypeBuilder<GrantRow> builder)
        {
            builder.ToTable("person_grants");
            builder.HasKey(r => new { r.PersonId, r.Role, r.Unit });
            builder.HasIndex(r => new { r.Role, r.Unit });
            builder.HasOne<Account>().WithMany().HasForeignKey(r => r.PersonId);
        }
    }
}
