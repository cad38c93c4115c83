using System.ComponentModel.DataAnnotations;

namespace Workflows.Runtime.Http;

/// <summary>What HTTP requests of workflows may do.</summary>
public sealed class WorkflowHttpOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Http";

    /// <summary>Gets the hosts that may be asked: <c>api.example.org</c> for the usual ports, <c>api.example.org:8443</c> for one port.</summary>
    /// <value>The default is none: no workflow may send a request.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Gets or sets how long a request may take, from connecting to the last byte.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the largest response that is taken, in bytes: it is kept with the instance.</summary>
    /// <value>The default is 1 MB.</value>
    [Range(1, 64 << 20)]
    public int MaxResponseBytes { get; set; } = 1 << 20;

    /// <summary>Whether a workflow may ask an address.</summary>
    internal bool Allows(Uri address) => AllowedHosts.Any(allowed =>
        allowed.Equals(address.Authority, StringComparison.OrdinalIgnoreCase) || (address.IsDefaultPort && allowed.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase)));
}
