using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Runs its body for each item of a list, one after the other. The list is the one at the start of the loop.</summary>
internal sealed class ForEachActivity : ActivityKind
{
    private const string Items = "items";
    private const string Index = "index";

    public override bool IsLoop => true;

    public override IReadOnlyList<string> BodyVariables => ["CurrentValue", "CurrentIndex"];

    public override void Execute(ActivityContext context)
    {
        var items = context.Execution.State?[Items] as JsonArray;
        if (items is null)
        {
            items = (JsonArray)Conversion.Items(context.Value("items")).DeepClone();
            context.Execution.ChangeState()[Items] = items;
        }

        var index = JsonRead.Int(context.Execution.State, Index) ?? 0;
        if (index >= items.Count || context.Node.Slot("body") is not { } body)
        {
            context.Complete();
            return;
        }

        context.Execution.ChangeState()[Index] = index + 1;
        var item = items[index];
        context.Output("currentValue", item);
        context.Schedule(body, new JsonObject { ["CurrentIndex"] = JsonNumber.Of(index), ["CurrentValue"] = item?.DeepClone() });
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => Execute(context);
}
