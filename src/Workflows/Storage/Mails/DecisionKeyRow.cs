using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Mails;

/// <summary>A decision key; of its secrets only hashes.</summary>
internal sealed class DecisionKeyRow
{
    public Guid Id { get; set; }

    public string? LinkHash { get; set; }

    public string? ReplyHash { get; set; }

    public Guid MailId { get; set; }

    /// <summary>Its number in the mail; 0 = the only one.</summary>
    public int Line { get; set; }

    public required string PersonId { get; set; }

    public Guid InstanceId { get; set; }

    public Guid TaskId { get; set; }

    public long Revision { get; set; }

    public DateTimeOffset StateAt { get; set; }

    /// <summary>Names of the outcomes, a JSON array.</summary>
    public required string Outcomes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? BurntAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DecisionKeyRow>
    {
        public void Configure(EntityTypeBuilder<DecisionKeyRow> builder)
        {
            builder.ToTable("decision_keys");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.LinkHash).IsUnique();
            builder.HasIndex(r => new { r.ReplyHash, r.Line }).IsUnique();
            builder.HasIndex(r => r.MailId);
            builder.HasIndex(r => r.TaskId);
        }
    }
}
