using Workflows.Core.Time;

namespace Workflows.Mail;

/// <summary>What time it is, and by which clock on the wall mails tell it.</summary>
internal sealed class MailClock(TimeProvider time, WorkingCalendar calendar)
{
    /// <summary>This instant.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Offset of the local clock, the working calendar's.</summary>
    public TimeSpan LocalOffset => calendar.Offset;
}
