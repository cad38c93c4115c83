using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Core.Flow.Activities;

/// <summary>
/// Counts from a start to an end, up or down, and runs its body for each number. The step is a distance: counting down takes it with either sign.
/// A negative step upwards leads nowhere, so the body does not run.
/// </summary>
internal sealed class ForActivity : ActivityKind
{
    private const string Current = "current";

    public override bool IsLoop => true;

    public override IReadOnlyList<string> BodyVariables => ["CurrentValue"];

    public override void Execute(ActivityContext context)
    {
        var start = context.Integer("start") ?? 0;
        var end = context.Integer("end") ?? 0;
        var step = context.Integer("step") ?? 1;
        var inclusive = context.Value("outerBoundInclusive") is not { } given || Expressions.Conversion.Boolean(given);
        var up = end >= start;
        var current = JsonRead.Int(context.Execution.State, Current) is { } last ? last + (up ? step : -Math.Abs(step)) : start;
        var goesOn = up ? step >= 0 && (current < end || (inclusive && current == end)) : current > end || (inclusive && current == end);
        if (!goesOn || context.Node.Slot("body") is not { } body)
        {
            context.Complete();
            return;
        }

        context.Execution.ChangeState()[Current] = current;
        context.Output("currentValue", Expressions.JsonNumber.Of(current));
        context.Schedule(body, new JsonObject { ["CurrentValue"] = Expressions.JsonNumber.Of(current) });
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => Execute(context);
}
