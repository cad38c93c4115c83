namespace Workflows.Runtime.Http;

/// <summary>
/// The client that requests of workflows go through: without cookies, so that no request knows of another, and without following redirections,
/// because those could lead to a host that is not allowed.
/// </summary>
public sealed class HttpRequestClient : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        // The time of a request is limited by its token, which knows a timeout from a stop.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends a request; the response's content has not been read yet.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
