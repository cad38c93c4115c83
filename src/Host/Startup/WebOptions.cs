namespace Host.Startup;

/// <summary>How the program stands in its network: the section <c>Web</c> of the settings.</summary>
public sealed class WebOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Web";

    /// <summary>Whether a reverse proxy stands in front, whose <c>X-Forwarded-*</c> headers are to be believed.</summary>
    /// <value>The default is <see langword="false"/>: anybody could send them.</value>
    public bool TrustForwardedHeaders { get; set; }

    /// <summary>Whether plain requests are led to https. Needs an https address.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RedirectToHttps { get; set; }
}
