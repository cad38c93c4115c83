using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Core.Instances;

namespace Workflows.Storage.Instances;

/// <summary>A place where an instance waits for something from outside: event, work or child. Tasks and timers have their own rows.</summary>
internal sealed class BookmarkRow
{
    public Guid Id { get; set; }

    public Guid InstanceId { get; set; }

    public BookmarkKind Kind { get; set; }

    public string? Name { get; set; }

    public string? CorrelationId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<BookmarkRow>
    {
        public void Configure(EntityTypeBuilder<BookmarkRow> builder)
        {
            builder.ToTable("bookmarks");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => new { r.Name, r.CorrelationId });
            builder.HasIndex(r => r.InstanceId);
        }
    }
}
