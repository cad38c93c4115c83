using System.Globalization;
using Workflows.Runtime.Mails;

namespace Workflows.Mail;

/// <summary>How people get their mail who have chosen nothing: the section <c>Mail:Delivery</c> of the settings. Times are of the working calendar's clock, such as <c>08:00</c>.</summary>
public sealed class DeliveryOptions
{
    private static readonly string[] UsualDigests = ["08:00", "14:00"];

    /// <summary>Gets or sets how mail comes.</summary>
    /// <value>The default is <see cref="MailDelivery.Each"/>.</value>
    public MailDelivery Delivery { get; set; } = MailDelivery.Each;

    /// <summary>Gets or sets when mail begins to be held.</summary>
    /// <value>Empty (the default) = there are no quiet hours.</value>
    public string QuietFrom { get; set; } = "";

    /// <summary>Gets or sets when held mail goes out.</summary>
    /// <value>Set when <see cref="QuietFrom"/> is.</value>
    public string QuietUntil { get; set; } = "";

    /// <summary>Gets when digests come.</summary>
    /// <value>1 to 4 times; empty (the default) = 08:00 and 14:00.</value>
    public IList<string> DigestAt { get; } = [];

    /// <summary>Gets or sets how many mails a day come to a person by themselves; those beyond go into the next digest.</summary>
    /// <value>1 to 200. The default is 20.</value>
    public int MostADay { get; set; } = 20;

    /// <summary>The same as the choice of a person.</summary>
    /// <exception cref="FormatException">A time is none.</exception>
    public MailPreference For(string personId) => new(
        personId, Delivery, Time(QuietFrom), Time(QuietUntil), [.. (DigestAt.Count > 0 ? DigestAt : UsualDigests).Select(t => Time(t) ?? throw new FormatException("A digest without a time.")).Order()], MostADay);

    private static TimeOnly? Time(string text) => string.IsNullOrWhiteSpace(text) ? null : TimeOnly.ParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture);
}
