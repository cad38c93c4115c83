using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflows.Core.Instances;
using Workflows.Runtime.Effects;

namespace Workflows.Runtime.Http;

/// <summary>
/// Sends the HTTP requests of workflows. A server that cannot be reached or does not answer in time is a result that the workflow decides about;
/// what the settings do not allow is an incident. A request may go out again when the process dies before its answer is stored: every one carries
/// the wish's id as <c>Idempotency-Key</c>, so that the server can tell.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="options">What is allowed.</param>
/// <param name="clock">The clock of the timeout.</param>
public sealed class HttpRequestWorkHandler(HttpRequestClient client, IOptions<WorkflowHttpOptions> options, TimeProvider clock) : IWorkHandler
{
    private const string IdempotencyKey = "Idempotency-Key";

    /// <inheritdoc/>
    public string Work => "Elsa.SendHttpRequest";

    /// <inheritdoc/>
    public async Task<EffectResult> HandleAsync(DoWork effect, EffectContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var address = new Uri((string)effect.Input["url"]!);
        if (!options.Value.Allows(address))
        {
            return new EffectResult.Park($"未允许流程访问 {address.Authority}：请将其加入设置 Http:AllowedHosts / workflows may not ask {address.Authority}: add it to the setting Http:AllowedHosts");
        }

        HttpRequestMessage request;
        try
        {
            request = Request(effect, address);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            return new EffectResult.Park($"请求无效：{exception.Message} / the request is not valid: {exception.Message}");
        }

        using (request)
        {
            return await SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<EffectResult> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed("Timeout", $"no answer within {options.Value.Timeout}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Failed("FailedToConnect", exception.Message);
        }
    }

    private static HttpRequestMessage Request(DoWork effect, Uri address)
    {
        var request = new HttpRequestMessage(new HttpMethod((string)effect.Input["method"]!), address);
        if ((string?)effect.Input["content"] is { } content)
        {
            request.Content = new StringContent(content, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.Add("Content-Type", (string?)effect.Input["contentType"] is { Length: > 0 } type ? type : "text/plain; charset=utf-8");
        }

        request.Headers.Add(IdempotencyKey, effect.Id.ToString());
        foreach (var (name, value) in effect.Input["headers"] as JsonObject ?? [])
        {
            HttpHeaders headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && request.Content is { } body ? body.Headers : request.Headers;
            headers.Remove(name);
            headers.Add(name, value is JsonArray several ? several.Select(v => v?.ToString() ?? "") : [value?.ToString() ?? ""]);
        }

        return request;
    }

    private async Task<EffectResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxResponseBytes;
        var bytes = ArrayPool<byte>.Shared.Rent(most + 1);
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var length = await stream.ReadAtLeastAsync(bytes.AsMemory(0, most + 1), most + 1, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return length <= most
                ? new EffectResult.Done(new JsonObject
                {
                    ["statusCode"] = (int)response.StatusCode,
                    ["headers"] = Headers(response),
                    ["content"] = length == 0 ? null : Charset(response).GetString(bytes, 0, length),
                })
                : new EffectResult.Park($"响应超过 {most} 字节 / the response is larger than {most} bytes");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static JsonObject Headers(HttpResponseMessage response) =>
        new(response.Headers.Concat(response.Content.Headers).Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key, new JsonArray([.. h.Value.Select(v => (JsonNode)v)]))));

    /// <summary>The charset that the server names, when it is one of .NET's own; UTF-8 otherwise.</summary>
    private static Encoding Charset(HttpResponseMessage response)
    {
        try
        {
            return Encoding.GetEncoding(response.Content.Headers.ContentType?.CharSet?.Trim('"') ?? "utf-8");
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private static EffectResult.Done Failed(string failure, string message) => new(new JsonObject { ["failure"] = failure, ["message"] = message });
}
