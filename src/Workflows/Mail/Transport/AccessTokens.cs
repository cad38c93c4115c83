using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Mail.Transport;

/// <summary>The token endpoint gave no access token.</summary>
internal sealed class AccessTokenException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Gets access tokens for mail servers and keeps each for as long as it is good. Secrets go into the body of requests and nowhere else.</summary>
internal sealed class AccessTokens(TimeProvider clock) : IDisposable
{
    /// <summary>A token is replaced this long before it ends, lest it ends on its way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Usually = TimeSpan.FromHours(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 1 << 20,
    };

    private readonly ConcurrentDictionary<OAuthOptions, Token> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>A token that is good now.</summary>
    /// <exception cref="AccessTokenException">There is none; the message says why.</exception>
    public async Task<string> GetAsync(OAuthOptions options, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(options, out var known) && known.GoodUntil > clock.GetUtcNow())
        {
            return known.Text;
        }

        var fresh = await AskAsync(options, cancellationToken);
        _known[options] = fresh;
        return fresh.Text;
    }

    /// <summary>Forgets a token that a server has refused.</summary>
    public void Forget(OAuthOptions options) => _known.TryRemove(options, out _);

    public void Dispose() => _http.Dispose();

    private async Task<Token> AskAsync(OAuthOptions options, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["client_id"] = options.ClientId };
        Add(form, "client_secret", options.ClientSecret);
        Add(form, "scope", options.Scope);
        Add(form, "refresh_token", options.RefreshToken);
        form["grant_type"] = options.RefreshToken.Length > 0 ? "refresh_token" : "client_credentials";
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await _http.PostAsync(new Uri(options.TokenEndpoint), content, cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            if (!response.IsSuccessStatusCode || answer is not { AccessToken.Length: > 0 })
            {
                throw new AccessTokenException($"{(int)response.StatusCode} {answer?.Error} {MailAddresses.OneLine(answer?.Description ?? "")}".Trim());
            }

            var goodFor = answer.ExpiresIn is > 0 and var seconds ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400)) : Usually;
            return new Token(answer.AccessToken, clock.GetUtcNow() + (goodFor > Margin * 2 ? goodFor - Margin : goodFor / 2));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or NotSupportedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AccessTokenException(exception.Message, exception);
        }
    }

    private static void Add(Dictionary<string, string> form, string name, string value)
    {
        if (value.Length > 0)
        {
            form[name] = value;
        }
    }

    private sealed record Token(string Text, DateTimeOffset GoodUntil);

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] long? ExpiresIn,
        [property: JsonPropertyName("error")] string? Error,
        [property: JsonPropertyName("error_description")] string? Description);
}
