using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Timers;

/// <summary>A start trigger that fires by the clock.</summary>
internal sealed class ScheduleRow
{
    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public required string ActivityId { get; set; }

    public required string Rule { get; set; }

    public DateTimeOffset NextAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ScheduleRow>
    {
        public void Configure(EntityTypeBuilder<ScheduleRow> builder)
        {
            builder.ToTable("schedules");
            builder.HasKey(r => new { r.DefinitionId, r.ActivityId });
        }
    }
}
