using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Tasks;

/// <summary>
/// In whose inbox an open task lies, one row per key of <see cref="InboxKeys"/>: its assignee, or every candidate while nobody has it. The index has the
/// rows of a key in the order of an inbox, so a page costs what it shows, however many there are. What an inbox is searched by stands here too.
/// </summary>
internal sealed class InboxRow
{
    public Guid TaskId { get; set; }

    public required string Key { get; set; }

    /// <summary><see cref="DateTimeOffset.MaxValue"/> = no due time: last in the order.</summary>
    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public Guid InstanceId { get; set; }

    /// <summary>As <see cref="InboxText"/> writes it.</summary>
    public required string Search { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<InboxRow>
    {
        public void Configure(EntityTypeBuilder<InboxRow> builder)
        {
            builder.ToTable("inbox");
            builder.HasKey(r => new { r.TaskId, r.Key });
        }

        /// <summary>The order of an inbox. On SQLite the index has the text too, so that a search reads it alone; PostgreSQL's indices refuse long texts.</summary>
        public static void Order(ModelBuilder builder, bool withText) => _ = withText
            ? builder.Entity<InboxRow>().HasIndex(r => new { r.Key, r.DueAt, r.CreatedAt, r.TaskId, r.Search })
            : builder.Entity<InboxRow>().HasIndex(r => new { r.Key, r.DueAt, r.CreatedAt, r.TaskId });
    }
}
