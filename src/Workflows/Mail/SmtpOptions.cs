namespace Workflows.Mail;

/// <summary>How a connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all; for a server in the same machine or a closed network.</summary>
    None,

    /// <summary>Begins in the clear and must be upgraded; sending fails when the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>The mail server: the section <c>Mail:Smtp</c> of the settings.</summary>
public sealed class SmtpOptions
{
    /// <summary>Gets or sets name or address of the server.</summary>
    /// <value>Empty (the default) = no server: mails become files.</value>
    public string Host { get; set; } = "";

    /// <summary>Gets or sets the port.</summary>
    /// <value>0 (the default) = the usual one for <see cref="Security"/>: 25, 587 or 465.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets how the connection is protected.</summary>
    /// <value>The default is <see cref="SmtpSecurity.StartTls"/>.</value>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Gets or sets the PEM file of a certificate authority to trust besides the system's, for a server inside a company network.</summary>
    /// <value>Empty (the default) = the system's authorities only.</value>
    public string CertificateAuthorityFile { get; set; } = "";

    /// <summary>Gets or sets the name to sign in with.</summary>
    /// <value>Empty (the default) = no sign-in.</value>
    public string UserName { get; set; } = "";

    /// <summary>Gets or sets the password of <see cref="UserName"/>; better given by the environment (<c>Mail__Smtp__Password</c>) than in a file.</summary>
    public string Password { get; set; } = "";

    /// <summary>Gets or sets signing in by access token instead of <see cref="Password"/>.</summary>
    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>Gets or sets over how many connections mails are sent at the same time.</summary>
    /// <value>1 to 20. The default is 4.</value>
    public int Connections { get; set; } = 4;

    /// <summary>Gets or sets how long connecting, or sending one mail, may take.</summary>
    /// <value>1 second to 10 minutes. The default is 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The port in use.</summary>
    internal int EffectivePort => Port > 0 ? Port : Security switch
    {
        SmtpSecurity.None => 25,
        SmtpSecurity.StartTls => 587,
        _ => 465,
    };
}
