using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Definitions;

/// <summary>How a request for an HTTP endpoint of a workflow is called as an event.</summary>
public static class HttpEndpointEvents
{
    /// <summary>The event's name.</summary>
    /// <param name="method">HTTP method, in any case.</param>
    /// <param name="path">Path below the endpoints' root, with or without slashes around it.</param>
    public static string Name(string method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        return HttpEndpointActivity.EventName(method, path);
    }
}
