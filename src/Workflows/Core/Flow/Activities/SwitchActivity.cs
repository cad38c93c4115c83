using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Runs the embedded activities of the cases that hold: the first, or all side by side; the default when none does.</summary>
internal sealed class SwitchActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var all = SwitchCases.MatchesAny(context);
        var matched = 0;
        foreach (var (index, _, condition) in context.Node.Spec(static n => SwitchCases.Read(n).ToArray()))
        {
            if (context.Holds(condition))
            {
                matched++;
                if (context.Node.Slot($"cases[{index}]") is { } branch)
                {
                    context.Schedule(branch);
                }

                if (!all)
                {
                    break;
                }
            }
        }

        if (matched == 0 && context.Node.Slot("default") is { } otherwise)
        {
            context.Schedule(otherwise);
        }

        CompleteWhenIdle(context);
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => CompleteWhenIdle(context);

    public override void ChildCanceled(ActivityContext context, Execution child) => CompleteWhenIdle(context);

    public override void Check(ActivityNode node, ActivityChecks checks) => SwitchCases.Check(node, checks);

    private static void CompleteWhenIdle(ActivityContext context)
    {
        if (!Containers.IsBusy(context))
        {
            context.Complete();
        }
    }
}
