using System.Text.Json.Nodes;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Runs its body for all items of a list side by side; each sees its own <c>CurrentValue</c> and <c>CurrentIndex</c>.</summary>
internal sealed class ParallelForEachActivity : ActivityKind
{
    public override bool IsLoop => true;

    public override IReadOnlyList<string> BodyVariables => ["CurrentValue", "CurrentIndex"];

    public override void Execute(ActivityContext context)
    {
        var items = context.Items("items");
        if (items.Count == 0 || context.Node.Slot("body") is not { } body)
        {
            context.Complete();
            return;
        }

        for (var index = 0; index < items.Count; index++)
        {
            context.Schedule(body, new JsonObject { ["CurrentIndex"] = JsonNumber.Of(index), ["CurrentValue"] = items[index]?.DeepClone() });
        }
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => CompleteWhenIdle(context);

    public override void ChildCanceled(ActivityContext context, Execution child) => CompleteWhenIdle(context);

    private static void CompleteWhenIdle(ActivityContext context)
    {
        if (!Containers.IsBusy(context))
        {
            context.Complete();
        }
    }
}
