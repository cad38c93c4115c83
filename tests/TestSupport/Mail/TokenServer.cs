using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;

namespace TestSupport.Mail;

/// <summary>A real token endpoint (RFC 6749) on a free loopback port, which also says whom a token was given to (RFC 7662 in spirit). Its one client is <c>closedloop</c>.</summary>
public sealed class TokenServer : IAsyncDisposable
{
    /// <summary>The client's secret.</summary>
    public const string Secret = "client-secret";

    /// <summary>A refresh token that somebody has consented to.</summary>
    public const string Refresh = "refresh-me";

    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private readonly string _user;
    private readonly Task _serving;

    private TokenServer(string user)
    {
        _user = user;
        (_listener, Address) = Listen();
        _serving = ServeAsync();
    }

    /// <summary>Starts one.</summary>
    /// <param name="user">The mailbox that its tokens are good for.</param>
    public static TokenServer Start(string user) => new(user);

    /// <summary>Its address.</summary>
    public Uri Address { get; }

    /// <summary>Where tokens are given out.</summary>
    public string Endpoint => $"{Address}token";

    /// <summary>Where a server asks about a token.</summary>
    public Uri Introspection => new(Address, "who");

    /// <summary>How many tokens it has given out.</summary>
    public int Given => _tokens.Count;

    /// <summary>Seconds that a token is good for.</summary>
    public int GoodFor { get; set; } = 3600;

    /// <summary>Takes every token back.</summary>
    public void TakeBack()
    {
        foreach (var token in _tokens.Keys)
        {
            _tokens[token] = false;
        }
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (var tries = 0; ; tries++)
        {
            var address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
            var listener = new HttpListener(); // one that could not start is of no use any more
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, new Uri(address));
            }
            catch (HttpListenerException) when (tries < 20)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var (status, answer) = context.Request.Url!.AbsolutePath == "/token" ? await GiveAsync(context.Request) : Who(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer));
            context.Response.Close();
        }
    }

    private async Task<(int Status, object Answer)> GiveAsync(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        var form = HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
        var isGranted = form["client_id"] == "closedloop" && (form["grant_type"], form["client_secret"], form["refresh_token"]) is ("client_credentials", Secret, null) or ("refresh_token", _, Refresh);
        if (request.HttpMethod != "POST" || !isGranted)
        {
            return (401, new { error = "invalid_client", error_description = "The client or its secret is wrong." });
        }

        var token = $"token-{Guid.NewGuid():N}";
        _tokens[token] = true;
        return (200, new { access_token = token, token_type = "Bearer", expires_in = GoodFor });
    }

    private (int Status, object Answer) Who(HttpListenerRequest request) =>
        request.Headers["Authorization"] is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && _tokens.GetValueOrDefault(token)
            ? (200, new { active = true, username = _user })
            : (401, new { active = false });
}
