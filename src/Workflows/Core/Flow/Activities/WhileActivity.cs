namespace Workflows.Core.Flow.Activities;

/// <summary>Runs its body as long as a condition holds.</summary>
internal sealed class WhileActivity : ActivityKind
{
    public override bool IsLoop => true;

    public override void Execute(ActivityContext context)
    {
        // Without a body the condition is asked again at once, so this must not recurse.
        while (context.Boolean("condition"))
        {
            if (context.Node.Slot("body") is { } body)
            {
                context.Schedule(body);
                return;
            }

            context.Step.Count(context.Execution);
        }

        context.Complete();
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => Execute(context);
}
