using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Runtime.Mails;

namespace Workflows.Storage.Mails;

/// <summary>What a person has chosen for their mail.</summary>
internal sealed class MailPreferenceRow
{
    public required string PersonId { get; set; }

    public MailDelivery Delivery { get; set; }

    /// <summary><c>22:00</c>.</summary>
    public string? QuietFrom { get; set; }

    public string? QuietUntil { get; set; }

    /// <summary>Times, separated by commas.</summary>
    public required string DigestAt { get; set; }

    public int PerDay { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MailPreferenceRow>
    {
        public void Configure(EntityTypeBuilder<MailPreferenceRow> builder)
        {
            builder.ToTable("mail_preferences");
            builder.HasKey(r => r.PersonId);
        }
    }
}
