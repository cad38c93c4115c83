using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>When a mail that is not urgent may go to somebody. Nothing but arithmetic, by the local clock.</summary>
internal static class DeliveryTimes
{
    /// <summary>When a mail is let go that may not go now; <see langword="null"/> = it may, as far as the time is concerned.</summary>
    public static DateTimeOffset? HeldUntil(MailPreference preference, DateTimeOffset now) =>
        preference.Delivery == MailDelivery.Digest ? NextDigest(preference, now) : IsQuiet(preference, now) ? EndOfQuiet(preference, now) : null;

    /// <summary>The next digest, after now. One that would come in quiet hours comes at their end.</summary>
    public static DateTimeOffset NextDigest(MailPreference preference, DateTimeOffset now)
    {
        var today = Midnight(now);
        var next = preference.DigestAt.Select(t => today + t.ToTimeSpan()).Concat(preference.DigestAt.Select(t => today.AddDays(1) + t.ToTimeSpan())).First(moment => moment > now);
        return IsQuiet(preference, next) ? EndOfQuiet(preference, next) : next;
    }

    /// <summary>When the local day began.</summary>
    public static DateTimeOffset Midnight(DateTimeOffset now) => new(now.Date, now.Offset);

    private static bool IsQuiet(MailPreference preference, DateTimeOffset at) =>
        preference is { QuietFrom: { } from, QuietUntil: { } until } && TimeOnly.FromTimeSpan(at.TimeOfDay).IsBetween(from, until);

    private static DateTimeOffset EndOfQuiet(MailPreference preference, DateTimeOffset at)
    {
        var end = Midnight(at) + preference.QuietUntil!.Value.ToTimeSpan();
        return end > at ? end : end.AddDays(1);
    }
}
