namespace Workflows.Mail;

/// <summary>Signing in by OAuth 2.0 (XOAUTH2) instead of a password: the sections <c>Mail:Smtp:OAuth</c> and <c>Mail:Imap:OAuth</c> of the settings.</summary>
public sealed class OAuthOptions
{
    /// <summary>Gets or sets the address that gives access tokens (RFC 6749).</summary>
    /// <value>Empty (the default) = a password is used. https, or http to this machine.</value>
    public string TokenEndpoint { get; set; } = "";

    /// <summary>Gets or sets the id that this program is registered by. Required with an endpoint.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Gets or sets the secret of <see cref="ClientId"/>; better given by the environment (<c>Mail__Smtp__OAuth__ClientSecret</c>) than in a file.</summary>
    /// <value>Required without <see cref="RefreshToken"/>.</value>
    public string ClientSecret { get; set; } = "";

    /// <summary>Gets or sets a refresh token that somebody has consented to; better given by the environment.</summary>
    /// <value>Empty (the default) = the program signs in for itself (client credentials).</value>
    public string RefreshToken { get; set; } = "";

    /// <summary>Gets or sets what access is asked for, such as <c>https://outlook.office365.com/.default</c>.</summary>
    /// <value>Empty (the default) = the endpoint decides.</value>
    public string Scope { get; set; } = "";

    /// <summary>Whether tokens are used.</summary>
    internal bool IsOn => !string.IsNullOrWhiteSpace(TokenEndpoint);
}
