using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Tasks;

/// <summary>Who may not do an open task whatever their role. Goes when the task closes.</summary>
internal sealed class TaskExclusionRow
{
    public Guid TaskId { get; set; }

    public required string PersonId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TaskExclusionRow>
    {
        public void Configure(EntityTypeBuilder<TaskExclusionRow> builder)
        {
            builder.ToTable("task_exclusions");
            builder.HasKey(r => new { r.TaskId, r.PersonId });
        }
    }
}
