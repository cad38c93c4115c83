using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Mails;

/// <summary>An address that mail comes back from.</summary>
internal sealed class BouncedAddressRow
{
    /// <summary>Lower case.</summary>
    public required string Address { get; set; }

    public string? PersonId { get; set; }

    public Guid MailId { get; set; }

    public Guid IncomingId { get; set; }

    public required string Status { get; set; }

    public required string Diagnostic { get; set; }

    public DateTimeOffset BouncedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<BouncedAddressRow>
    {
        public void Configure(EntityTypeBuilder<BouncedAddressRow> builder)
        {
            builder.ToTable("bounced_addresses");
            builder.HasKey(r => r.Address);
        }
    }
}
