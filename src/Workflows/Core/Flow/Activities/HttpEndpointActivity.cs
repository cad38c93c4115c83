using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>
/// Waits for an HTTP request, or begins with it. A request is an event: its name says method and path, its payload is
/// <c>{ method, path, query, headers, body }</c>. Whoever asks is told that the request was taken; there is no other answer.
/// </summary>
internal sealed class HttpEndpointActivity : ActivityKind
{
    public override bool IsTrigger => true;

    /// <summary>Name of the event that a request is.</summary>
    /// <param name="method">HTTP method, in any case.</param>
    /// <param name="path">Path below the endpoints' root, with or without slashes around it.</param>
    public static string EventName(string method, string path) => $"http:{method.ToUpperInvariant()}:/{path.Trim('/')}";

    /// <summary>Names of all events that an endpoint waits for.</summary>
    public static IEnumerable<string> EventNames(JsonNode? path, JsonNode? methods)
    {
        string[] wanted = [.. Conversion.Items(methods).Select(Conversion.Text).OfType<string>().Where(m => m.Length > 0).DefaultIfEmpty("GET").Distinct(StringComparer.OrdinalIgnoreCase)];
        return Conversion.Text(path) is { Length: > 0 } text ? wanted.Select(m => EventName(m, text)) : [];
    }

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger())
        {
            Take(context, context.Step.Before.Input);
            return;
        }

        string[] names = [.. EventNames(context.Value("path"), context.Value("supportedMethods"))];
        if (names.Length == 0)
        {
            throw new ActivityFaultException("没有指定路径(path) / no path is given");
        }

        foreach (var name in names)
        {
            context.Wait(BookmarkKind.Event, name, context.Step.CorrelationId);
        }
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload) => Take(context, payload);

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        if (node.Input("path") is { Kind: ExpressionKind.Literal } path && Conversion.Text(path.Value)?.Contains('{', StringComparison.Ordinal) == true)
        {
            checks.Error("http.path-template", new LocalizedText("路径不支持 {参数}，请改用查询参数", "A path cannot have {parameters}; use the query"));
        }
    }

    private static void Take(ActivityContext context, JsonNode? request)
    {
        context.Output("parsedContent", request?["body"]);
        context.Output("queryStringData", request?["query"]);
        context.Output("headers", request?["headers"]);
        context.Output("result", request);
        context.Complete();
    }
}
