using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Runtime.Mails;

namespace Workflows.Storage.Mails;

/// <summary>A mail to one receiver.</summary>
internal sealed class OutgoingMailRow
{
    public Guid Id { get; set; }

    public Guid? EffectId { get; set; }

    public OutgoingMailState State { get; set; }

    public required string Template { get; set; }

    public string? ReceiverId { get; set; }

    public required string ReceiverName { get; set; }

    public required string Address { get; set; }

    public required string Subject { get; set; }

    public required string Body { get; set; }

    public Guid? InstanceId { get; set; }

    public string? Number { get; set; }

    public string? Unit { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }

    public string? ProblemZh { get; set; }

    public string? ProblemEn { get; set; }

    public string? File { get; set; }

    public Guid? TaskId { get; set; }

    public DateTimeOffset? NextAt { get; set; }

    public Guid? DigestId { get; set; }

    public string? Answers { get; set; }

    public Guid? AsksAgainFor { get; set; }

    public string? Html { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutgoingMailRow>
    {
        public void Configure(EntityTypeBuilder<OutgoingMailRow> builder)
        {
            builder.ToTable("outgoing_mails");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.CreatedAt);
            builder.HasIndex(r => r.InstanceId);
            builder.HasIndex(r => new { r.ReceiverId, r.CreatedAt });
            builder.HasIndex(r => r.NextAt);
            builder.HasIndex(r => r.DigestId);
        }
    }
}
