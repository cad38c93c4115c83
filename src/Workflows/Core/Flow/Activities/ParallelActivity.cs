namespace Workflows.Core.Flow.Activities;

/// <summary>Runs its activities side by side and completes with the last of them; a fork with <c>WaitAny</c> completes with the first.</summary>
internal sealed class ParallelActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        if (context.Node.Slots.IsEmpty)
        {
            context.Complete();
            return;
        }

        foreach (var (_, child) in context.Node.Slots)
        {
            context.Schedule(child);
        }
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes)
    {
        var waitsForAny = Definitions.JsonRead.Text(context.Node.Json, "joinMode") is "WaitAny" or "0";
        if (waitsForAny || !Containers.IsBusy(context))
        {
            context.Complete();
        }
    }

    public override void ChildCanceled(ActivityContext context, Execution child)
    {
        if (!Containers.IsBusy(context))
        {
            context.Complete();
        }
    }
}
