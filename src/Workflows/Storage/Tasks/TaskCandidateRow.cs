using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Tasks;

/// <summary>Who may do an open task, one row per candidate, as a key of <see cref="CandidateKeys"/>. Goes when the task closes.</summary>
internal sealed class TaskCandidateRow
{
    public Guid TaskId { get; set; }

    public required string Key { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TaskCandidateRow>
    {
        public void Configure(EntityTypeBuilder<TaskCandidateRow> builder)
        {
            builder.ToTable("task_candidates");
            builder.HasKey(r => new { r.TaskId, r.Key });
            builder.HasIndex(r => r.Key);
        }
    }
}
