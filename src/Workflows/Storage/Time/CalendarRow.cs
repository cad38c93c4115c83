using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Time;

/// <summary>The calendar of a unit.</summary>
internal sealed class CalendarRow
{
    /// <summary>Code of the unit; empty = the organisation.</summary>
    public required string Unit { get; set; }

    /// <summary>As JSON.</summary>
    public required string Rules { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CalendarRow>
    {
        public void Configure(EntityTypeBuilder<CalendarRow> builder)
        {
            builder.ToTable("calendars");
            builder.HasKey(r => r.Unit);
        }
    }
}

/// <summary>The last recount of due times: one row.</summary>
internal sealed class CalendarRecountRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    public Guid RecountId { get; set; }

    public Guid After { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public int Moved { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CalendarRecountRow>
    {
        public void Configure(EntityTypeBuilder<CalendarRecountRow> builder)
        {
            builder.ToTable("calendar_recounts");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
        }
    }
}
