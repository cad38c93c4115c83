using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Core.Instances;

namespace Workflows.Storage.Tasks;

/// <summary>What the inbox needs of a task; its data lie in <see cref="TaskDetailRow"/>.</summary>
internal sealed class TaskRow
{
    public Guid Id { get; set; }

    public Guid InstanceId { get; set; }

    public required string Name { get; set; }

    public required string TitleZh { get; set; }

    public required string TitleEn { get; set; }

    public HumanTaskState State { get; set; }

    /// <summary>Whether the state is one of the open ones.</summary>
    public bool IsOpen { get; set; }

    public string? Assignee { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public int EscalationLevel { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Person id.</summary>
    public string? ClosedBy { get; set; }

    public string? Outcome { get; set; }

    /// <summary>Whether it may be decided from the list.</summary>
    public bool MayBeBulk { get; set; }

    /// <summary>How often it was urged.</summary>
    public int Urged { get; set; }

    /// <summary>How many comments were written on it.</summary>
    public int Comments { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TaskRow>
    {
        public void Configure(EntityTypeBuilder<TaskRow> builder)
        {
            builder.ToTable("tasks");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.InstanceId);
            builder.HasIndex(r => r.Assignee).HasFilter("is_open");
            builder.HasIndex(r => new { r.ClosedBy, r.ClosedAt }).HasFilter("closed_by IS NOT NULL");
        }
    }
}
