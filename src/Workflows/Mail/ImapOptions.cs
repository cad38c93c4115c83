namespace Workflows.Mail;

/// <summary>The mailbox that answers come to: the section <c>Mail:Imap</c> of the settings.</summary>
public sealed class ImapOptions
{
    /// <summary>Gets or sets name or address of the server.</summary>
    /// <value>Empty (the default) = answers are not read, and mails do not ask for them.</value>
    public string Host { get; set; } = "";

    /// <summary>Gets or sets the port.</summary>
    /// <value>0 (the default) = the usual one for <see cref="Security"/>: 143 or 993.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets how the connection is protected.</summary>
    /// <value>The default is <see cref="SmtpSecurity.Tls"/>.</value>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.Tls;

    /// <summary>Gets or sets the PEM file of a certificate authority to trust besides the system's.</summary>
    /// <value>Empty (the default) = the system's authorities only.</value>
    public string CertificateAuthorityFile { get; set; } = "";

    /// <summary>Gets or sets the name to sign in with. Required with a host.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Gets or sets the password, unless <see cref="OAuth"/> stands in for it; better given by the environment (<c>Mail__Imap__Password</c>) than in a file.</summary>
    public string Password { get; set; } = "";

    /// <summary>Gets or sets signing in by access token instead of <see cref="Password"/>.</summary>
    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>Gets or sets the folder that is read.</summary>
    /// <value>The default is <c>INBOX</c>.</value>
    public string Folder { get; set; } = "INBOX";

    /// <summary>Gets or sets the address that answers go to.</summary>
    /// <value>Empty (the default) = the address of <see cref="MailOptions.From"/>.</value>
    public string Address { get; set; } = "";

    /// <summary>Gets or sets whether the server delivers <c>name+anything@domain</c> to <c>name@domain</c>; then each mail has an answer address of its own.</summary>
    /// <value>The default is <see langword="true"/>. Without it the secret stands in the text only, and an answer must keep the quote.</value>
    public bool PlusAddressing { get; set; } = true;

    /// <summary>Gets or sets the name by which the organisation's own server signs <c>Authentication-Results</c> (RFC 8601).</summary>
    /// <value>Empty (the default) = no such header is believed; only DKIM signatures verified here count.</value>
    public string AuthenticationServer { get; set; } = "";

    /// <summary>Gets or sets the folder that mails are kept in as received.</summary>
    /// <value>Required with a host; made when it is missing.</value>
    public string ArchiveDirectory { get; set; } = "";

    /// <summary>Gets or sets how long the server may take to answer.</summary>
    /// <value>1 second to 10 minutes. The default is 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often the mailbox is read in any case, whether the server has told of new mail or not.</summary>
    /// <value>10 seconds to 25 minutes, before servers cut idle connections. The default is 5 minutes.</value>
    public TimeSpan SyncEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether answers are read.</summary>
    internal bool IsOn => !string.IsNullOrWhiteSpace(Host);

    /// <summary>The port in use.</summary>
    internal int EffectivePort => Port > 0 ? Port : Security == SmtpSecurity.Tls ? 993 : 143;
}
