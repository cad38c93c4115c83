using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>What activities that start other instances share.</summary>
internal static class Children
{
    /// <summary>Input that every child gets, as Elsa's do: the id of the instance that started it.</summary>
    private const string ParentInstanceId = "ParentInstanceId";

    public static string DefinitionId(ActivityContext context) =>
        context.Text("workflowDefinitionId") is { Length: > 0 } given ? given : throw new ActivityFaultException("没有指定要启动的流程 / no workflow is named");

    /// <summary>The input as the activity gives it; never the node of the definition or the instance.</summary>
    public static JsonObject Input(ActivityContext context) =>
        Conversion.Structured(context.Value("input"))?.DeepClone() as JsonObject ?? [];

    public static void Start(ActivityContext context, string definitionId, Guid childId, JsonObject input, string? correlationId, Guid? bookmarkId, bool waitsForStartOnly = false)
    {
        input[ParentInstanceId] = context.Step.Before.Id.ToString();
        context.Step.Effects.Add(new StartChild(context.Step.NewId(), childId, definitionId, input, correlationId, bookmarkId, waitsForStartOnly));
    }
}

/// <summary>Starts an instance of another definition; on wish it waits for its end and hands out its outputs.</summary>
internal sealed class DispatchWorkflowActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var definitionId = Children.DefinitionId(context);
        var input = Children.Input(context);
        var correlationId = context.Text("correlationId");
        var childId = context.Step.NewId();
        Guid? bookmarkId = context.Boolean("waitForCompletion") ? context.Wait(BookmarkKind.Child, childId.ToString()).Id : null;
        Children.Start(context, definitionId, childId, input, correlationId, bookmarkId);
        if (bookmarkId is null)
        {
            context.Output("result", JsonValue.Create(childId.ToString()));
            context.Complete();
        }
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        context.Output("result", payload?[ChildResult.Output]);
        context.Complete();
    }
}

/// <summary>
/// Runs an instance of another definition and hands out what came of it. Without <c>waitForCompletion</c> it goes on as soon as the child waits for something.
/// A child without an input of its own gets the parent's, and its correlation.
/// </summary>
/// <remarks>
/// Elsa hands out an <c>ExecuteWorkflowResult</c> when the child runs through and its bare outputs when it had to wait. The result here has the members of both,
/// so that a definition need not know which it will be. How the child ended is for the definition to judge by <c>SubStatus</c>; only one that cannot be started is a fault.
/// </remarks>
internal sealed class ExecuteWorkflowActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var definitionId = Children.DefinitionId(context);
        var given = Children.Input(context);
        var input = given.Count > 0 ? given : (JsonObject)context.Scope.Input.DeepClone();
        var correlationId = context.Text("correlationId") is { Length: > 0 } own ? own : context.Step.CorrelationId;
        var waits = context.Boolean("waitForCompletion");
        var childId = context.Step.NewId();

        // A child that is not waited for to the end is not cancelled with its parent, so what waits for its start is work of the host.
        var bookmark = context.Wait(waits ? BookmarkKind.Child : BookmarkKind.Work, childId.ToString());
        Children.Start(context, definitionId, childId, input, correlationId, bookmark.Id, waitsForStartOnly: !waits);
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        var result = payload?[ChildResult.Output]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in payload as JsonObject ?? [])
        {
            result[name] = value?.DeepClone();
        }

        context.Output("result", result);
        context.Complete();
    }
}
