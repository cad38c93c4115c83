using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>
/// Starts an instance of another definition for each item of a list and, unless told otherwise, waits for all of them.
/// For each that ends it runs the embedded activity for its end, which sees the child as variables.
/// </summary>
internal sealed class BulkDispatchWorkflowsActivity : ActivityKind
{
    private static readonly string[] Ended = ["Completed", "Done"];

    public override IReadOnlyList<string> Ports(ActivityNode node) => ["Completed", "Canceled", "Done"];

    public override bool WaitsForEach => true;

    public override IReadOnlyList<string> BodyVariables => ["ChildInstanceId", "WorkflowInstanceId", "WorkflowStatus", "WorkflowSubStatus", "WorkflowOutput"];

    public override void Execute(ActivityContext context)
    {
        var definitionId = Children.DefinitionId(context);
        var waits = context.Value("waitForCompletion") is not { } wanted || Conversion.Boolean(wanted);
        foreach (var item in Conversion.Items(context.Value("items")))
        {
            var asInput = item as JsonObject ?? new JsonObject { [ItemKey(context)] = item?.DeepClone() };
            var input = Children.Input(context);
            foreach (var (name, value) in asInput)
            {
                input[name] = value?.DeepClone();
            }

            var correlationId = Conversion.Text(context.Evaluate(context.Node.Input("correlationIdFunction"), new JsonObject { [ItemKey(context)] = item?.DeepClone() }));
            var childId = context.Step.NewId();
            Children.Start(context, definitionId, childId, input, correlationId, waits ? context.Wait(BookmarkKind.Child, childId.ToString()).Id : null);
        }

        if (!IsWaiting(context))
        {
            context.Complete();
        }
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        var slot = JsonRead.Text(payload?[ChildResult.SubStatus]) switch
        {
            nameof(InstanceSubStatus.Finished) => "childCompleted",
            nameof(InstanceSubStatus.Faulted) => "childFaulted",
            _ => "",
        };
        if (context.Node.Slot(slot) is { } body)
        {
            context.Schedule(body, Variables(payload!));
        }

        CompleteWhenIdle(context);
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => CompleteWhenIdle(context);

    public override void ChildCanceled(ActivityContext context, Execution child) => CompleteWhenIdle(context);

    private static string ItemKey(ActivityContext context) => context.Text("defaultItemInputKey") is { Length: > 0 } key ? key : "Item";

    private static JsonObject Variables(JsonNode payload) => new()
    {
        ["ChildInstanceId"] = payload[ChildResult.InstanceId]?.DeepClone(),
        ["WorkflowInstanceId"] = payload[ChildResult.InstanceId]?.DeepClone(),
        ["WorkflowStatus"] = payload["Status"]?.DeepClone(),
        ["WorkflowSubStatus"] = payload[ChildResult.SubStatus]?.DeepClone(),
        ["WorkflowOutput"] = payload[ChildResult.Output]?.DeepClone(),
    };

    private static bool IsWaiting(ActivityContext context)
    {
        var self = context.Execution.Id;
        return context.Step.Bookmarks.Any(b => b.ActivityInstanceId == self);
    }

    private static void CompleteWhenIdle(ActivityContext context)
    {
        if (!IsWaiting(context) && !Containers.IsBusy(context))
        {
            context.Complete(Ended);
        }
    }
}
