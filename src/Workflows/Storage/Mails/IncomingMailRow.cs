using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Runtime.Mails;

namespace Workflows.Storage.Mails;

/// <summary>A mail that came in.</summary>
internal sealed class IncomingMailRow
{
    public Guid Id { get; set; }

    public required string Mailbox { get; set; }

    public long UidValidity { get; set; }

    public long Uid { get; set; }

    public string? MessageId { get; set; }

    public required string Sha256 { get; set; }

    public required string Sender { get; set; }

    public required string Subject { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset HandledAt { get; set; }

    public IncomingMailState State { get; set; }

    public required string Code { get; set; }

    public required string ReasonZh { get; set; }

    public required string ReasonEn { get; set; }

    /// <summary>A JSON array.</summary>
    public required string Checks { get; set; }

    public required string Excerpt { get; set; }

    public string? PersonId { get; set; }

    public Guid? InstanceId { get; set; }

    public Guid? TaskId { get; set; }

    public Guid? MailId { get; set; }

    public bool IsAnswered { get; set; }

    public string? DismissedBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<IncomingMailRow>
    {
        public void Configure(EntityTypeBuilder<IncomingMailRow> builder)
        {
            builder.ToTable("incoming_mails");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.Sha256);
            builder.HasIndex(r => r.HandledAt);
            builder.HasIndex(r => new { r.State, r.HandledAt });
            builder.HasIndex(r => new { r.Sender, r.HandledAt });
        }
    }
}
