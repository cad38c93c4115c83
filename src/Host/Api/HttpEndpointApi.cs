using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflows.Core.Definitions;
using Workflows.Runtime.Events;

namespace Host.Api;

/// <summary>Takes requests for the HTTP endpoints of workflows (<c>Elsa.HttpEndpoint</c>) in. Off until a token is set.</summary>
internal static class HttpEndpointApi
{
    /// <summary>Header with the token.</summary>
    public const string TokenHeader = "X-Endpoint-Token";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    /// <summary>Maps it.</summary>
    public static void MapHttpEndpoints(this IEndpointRouteBuilder api) => api.MapMethods("/endpoints/{**path}", Methods, TakeAsync)
        .AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(string path, HttpRequest request, CommandKey key, EventDelivery events, IOptions<HttpEndpointOptions> options, CancellationToken cancellationToken)
    {
        if (options.Value.Token is not { Length: > 0 } token)
        {
            return Results.NotFound();
        }

        if (!IsSame(token, request.Headers[TokenHeader].ToString()))
        {
            return Results.Unauthorized();
        }

        var receipt = await events.DeliverAsync(key.Id, HttpEndpointEvents.Name(request.Method, path), null, await PayloadAsync(request, path, cancellationToken), cancellationToken: cancellationToken);
        return receipt.Resumed + receipt.Started > 0 ? Results.Accepted(value: receipt) : Results.NotFound();
    }

    private static async Task<JsonObject> PayloadAsync(HttpRequest request, string path, CancellationToken cancellationToken) => new()
    {
        ["method"] = request.Method,
        ["path"] = "/" + path,
        ["query"] = new JsonObject(request.Query.Select(q => KeyValuePair.Create<string, JsonNode?>(q.Key, q.Value.ToString()))),
        ["headers"] = new JsonObject(request.Headers
            .Where(h => !h.Key.Equals(TokenHeader, StringComparison.OrdinalIgnoreCase) && !h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase) && !h.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key, h.Value.ToString()))),
        ["body"] = await BodyAsync(request, cancellationToken),
    };

    private static async Task<JsonNode?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            return text.Length == 0 ? null : request.HasJsonContentType() ? JsonNode.Parse(text) : text;
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The body is not valid JSON.", exception);
        }
    }

    private static bool IsSame(string token, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
