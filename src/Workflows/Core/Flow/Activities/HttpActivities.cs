using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>
/// Has the host send an HTTP request. The wish is work of the type <see cref="Work"/> with <c>{ url, method, headers, contentType, content }</c>; what comes back is
/// <c>{ statusCode, headers, content }</c> of the response, or <c>{ failure }</c> with <see cref="FailedToConnect"/> or <see cref="TimedOut"/>.
/// </summary>
internal abstract class HttpRequestActivity : ActivityKind
{
    public const string Work = "Elsa.SendHttpRequest";

    protected const string FailedToConnect = "FailedToConnect";

    protected const string TimedOut = "Timeout";

    public override void Execute(ActivityContext context)
    {
        var url = context.Text("url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new ActivityFaultException($"“{url}”不是 http(s) 地址 / '{url}' is no http(s) address");
        }

        context.WaitForWork(
            new JsonObject
            {
                ["url"] = address.AbsoluteUri,
                ["method"] = context.Text("method") is { Length: > 0 } method ? method.ToUpperInvariant() : "GET",
                ["headers"] = Headers(context),
                ["contentType"] = context.Text("contentType"),
                ["content"] = Conversion.Text(context.Value("content")),
            },
            work: Work);
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        if (JsonRead.Text(payload?["failure"]) is { } failure)
        {
            Failed(context, failure);
            return;
        }

        var status = Conversion.Integer(payload?["statusCode"]) ?? throw new ActivityFaultException("HTTP 响应没有状态码 / the HTTP response has no status code");
        var parsed = Parse(payload!["content"]);
        context.Output("statusCode", JsonNumber.Of(status));
        context.Output("responseHeaders", payload["headers"]);
        context.Output("parsedContent", parsed);
        context.Output("result", new JsonObject { ["StatusCode"] = JsonNumber.Of(status), ["Headers"] = payload["headers"]?.DeepClone(), ["Content"] = parsed?.DeepClone() });
        Answered(context, status);
    }

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        if (node.Input("url") is null && JsonRead.Text(node.Json, "url") is null)
        {
            checks.Error("http.no-url", new LocalizedText("没有指定请求地址(url)", "The request has no url"));
        }
    }

    protected abstract void Answered(ActivityContext context, int status);

    protected abstract void Failed(ActivityContext context, string failure);

    private static JsonObject Headers(ActivityContext context)
    {
        var headers = Conversion.Structured(context.Value("requestHeaders"))?.DeepClone() as JsonObject ?? [];
        if (context.Text("authorization") is { Length: > 0 } authorization)
        {
            headers["Authorization"] = authorization;
        }

        return headers;
    }

    /// <summary>What is JSON is handed out as such, whatever the server calls it; everything else as the text it is.</summary>
    private static JsonNode? Parse(JsonNode? content)
    {
        try
        {
            return JsonRead.Text(content) is { } text && text.TrimStart() is ['{' or '[' or '"', ..] ? JsonNode.Parse(text) : content;
        }
        catch (JsonException)
        {
            return content;
        }
    }
}

/// <summary>Sends a request; leaves by the status code that was expected, and by Done.</summary>
internal sealed class FlowSendHttpRequestActivity : HttpRequestActivity
{
    private const string Unmatched = "Unmatched status code";

    /// <summary>Expected codes may be computed.</summary>
    public override IReadOnlyList<string>? Ports(ActivityNode node) => null;

    protected override void Answered(ActivityContext context, int status)
    {
        int?[] expected = [.. Conversion.Items(context.Value("expectedStatusCodes")).Select(Conversion.Integer)];
        context.Complete(expected.Length == 0 ? Done : [expected.Contains(status) ? status.ToString(CultureInfo.InvariantCulture) : Unmatched, .. Done]);
    }

    protected override void Failed(ActivityContext context, string failure) => context.Complete(failure == TimedOut ? "Timeout" : "Failed to connect");
}

/// <summary>Sends a request, then runs the embedded activity for its status code, for any other code, or for the way it failed.</summary>
internal sealed class SendHttpRequestActivity : HttpRequestActivity
{
    protected override void Answered(ActivityContext context, int status)
    {
        var cases = JsonRead.Objects(context.Node.Json["expectedStatusCodes"]).ToArray();
        var match = Array.FindIndex(cases, c => JsonRead.Int(c, "statusCode") == status);
        context.Schedule(context.Node.Slot(match < 0 ? "unmatchedStatusCode" : $"expectedStatusCodes[{match}]"));
    }

    protected override void Failed(ActivityContext context, string failure) =>
        context.Schedule(context.Node.Slot(failure == TimedOut ? "timeout" : "failedToConnect"));
}
