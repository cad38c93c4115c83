using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Storage.Packing;

namespace Workflows.Storage.Tasks;

/// <summary>The whole task as JSON, with its data and what was submitted.</summary>
internal sealed class TaskDetailRow
{
    public Guid TaskId { get; set; }

    public required string Task { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TaskDetailRow>
    {
        public void Configure(EntityTypeBuilder<TaskDetailRow> builder)
        {
            builder.ToTable("task_details");
            builder.HasKey(r => r.TaskId);
            builder.Property(r => r.TaskId).ValueGeneratedNever();
            builder.Property(r => r.Task).HasConversion<PackedTextConverter>();
        }
    }
}
