using System.ComponentModel.DataAnnotations;

namespace Host.Api;

/// <summary>Whether requests from outside reach the HTTP endpoints of workflows.</summary>
internal sealed class HttpEndpointOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "HttpEndpoints";

    /// <summary>Gets or sets the secret that a request must carry.</summary>
    /// <value>The default is none: the endpoints are off.</value>
    [MinLength(32)]
    public string? Token { get; set; }
}
