using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Mails;

/// <summary>How far a mailbox has been read.</summary>
internal sealed class MailboxRow
{
    public required string Mailbox { get; set; }

    public long UidValidity { get; set; }

    /// <summary>Everything up to this UID has been judged.</summary>
    public long Uid { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MailboxRow>
    {
        public void Configure(EntityTypeBuilder<MailboxRow> builder)
        {
            builder.ToTable("mailboxes");
            builder.HasKey(r => new { r.Mailbox, r.UidValidity });
        }
    }
}
