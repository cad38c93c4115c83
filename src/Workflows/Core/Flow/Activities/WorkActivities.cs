using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>Has the host do something and goes on with what came of it.</summary>
internal abstract class WorkActivity : ActivityKind
{
    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        context.Output("result", payload);
        context.Complete();
    }
}

/// <summary>Has the host screen the areas and waits for the run.</summary>
internal sealed class ScreenActivity : WorkActivity
{
    public override void Execute(ActivityContext context) =>
        context.WaitForWork(new JsonObject { ["parameters"] = Conversion.Structured(context.Value("parameters"))?.DeepClone() });
}

/// <summary>Has the host draw areas by lot and waits for the list of them.</summary>
internal sealed class DrawAreasActivity : WorkActivity
{
    public override void Execute(ActivityContext context) => context.WaitForWork(new JsonObject
    {
        ["unit"] = context.Text("unit"),
        ["count"] = context.Value("count")?.DeepClone(),
        ["seed"] = context.Text("seed"),
    });
}

/// <summary>Has the host start one ticket per suspicion and waits for the list of what was started.</summary>
internal sealed class StartTicketsActivity : WorkActivity
{
    public override void Execute(ActivityContext context) => context.WaitForWork(new JsonObject
    {
        ["workflowDefinitionId"] = context.Text("workflowDefinitionId") is { Length: > 0 } id ? id : "inspection-ticket",
        ["suspicionIds"] = Conversion.Items(context.Value("suspicionIds")).DeepClone(),
    });
}
