namespace Workflows.Mail;

/// <summary>Where mail comes from and where it goes: the section <c>Mail</c> of the settings.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Mail";

    /// <summary>Gets or sets the sender, as an address with or without a name.</summary>
    /// <value>The default is an address of the reserved domain <c>closedloop.invalid</c>, good for files only; required with a mail server.</value>
    public string From { get; set; } = DefaultFrom;

    /// <summary>Gets or sets the address that people reach the product under; links in mails begin with it.</summary>
    /// <value>An absolute http or https URL. The default is <c>http://localhost:5080</c>.</value>
    public string PublicBaseUrl { get; set; } = "http://localhost:5080";

    /// <summary>Gets or sets the language of mails to bare addresses, where no person's preference is known.</summary>
    /// <value><c>zh-CN</c> (the default) or <c>en</c>.</value>
    public string Language { get; set; } = "zh-CN";

    /// <summary>Gets or sets the folder that mails are written to as <c>.eml</c> files while no mail server is configured.</summary>
    /// <value>Required without <see cref="SmtpOptions.Host"/>; made when it is missing.</value>
    public string PickupDirectory { get; set; } = "";

    /// <summary>Gets or sets how long a mail is tried again while the server cannot be reached or says "later".</summary>
    /// <value>One minute to 14 days. The default is 2 days: a server that is down over a weekend night loses nothing.</value>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Gets or sets how long a task can be decided by the mail about it.</summary>
    /// <value>One hour to 90 days. The default is 14 days.</value>
    public TimeSpan DecisionsValidFor { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Gets or sets how people get their mail who have chosen nothing.</summary>
    public DeliveryOptions Delivery { get; set; } = new();

    /// <summary>Gets or sets the mail server.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Gets or sets the mailbox that answers come to.</summary>
    public ImapOptions Imap { get; set; } = new();

    internal const string DefaultFrom = "ClosedLoop <closedloop@closedloop.invalid>";

    /// <summary>Whether mails go to a server; otherwise they become files.</summary>
    internal bool HasServer => !string.IsNullOrWhiteSpace(Smtp.Host);
}
