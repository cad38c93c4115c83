namespace TestSupport.Mail;

/// <summary>What the mail server of a test is to demand.</summary>
public sealed record MailServerSettings
{
    /// <summary>The certificate it offers on STARTTLS and on its TLS port; <see langword="null"/> = no TLS at all.</summary>
    public TestCertificate? Certificate { get; init; }

    /// <summary>The only user who may send; <see langword="null"/> = no sign-in asked for.</summary>
    public string? UserName { get; init; }

    /// <summary>The name by which it signs <c>Authentication-Results</c>: a mail passes when it is sent by the domain in its From; <see langword="null"/> = it writes none.</summary>
    public string? AuthenticationServer { get; init; }

    /// <summary>Where it asks whom an access token was given to; then both ways in take XOAUTH2, and SMTP demands a sign-in. <see langword="null"/> = it knows no tokens.</summary>
    public Uri? Introspection { get; init; }

    /// <summary>Password of <see cref="UserName"/>.</summary>
    public string? Password { get; init; }
}
