using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Migration;

namespace Workflows.Core.Flow.Activities;

/// <summary>
/// Activities joined by connections. A token leaves a completed activity by each connection of its outcomes.
/// </summary>
/// <remarks>
/// <para>
/// An activity with several forward connections into it is a join. Tokens that reach it are kept until every other forward connection
/// has either brought one too or is dead, that is: no running, queued, failed or joining activity can still lead to it. Then the join runs once.
/// Because "dead" is worked out from what is alive, and not from what was skipped, loops re-arm by themselves and a rework loop in one branch does not kill a join behind it.
/// Connections that loop back are never waited for and run their target at once.
/// </para>
/// <para>A <see cref="MergeMode"/>, which an <c>Elsa.FlowJoin</c> or any other activity may have, says what else to wait for.</para>
/// <para>A failed branch lets the others finish; the flowchart then stays, so that the branch can be tried again.</para>
/// </remarks>
internal sealed class FlowchartActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var layout = context.Node.Flowchart;
        var start = layout.Start;
        if (context.Step.TriggerActivityId is { } trigger && context.Step.IsStarting && layout.Activities.Select((a, i) => (a, i)).FirstOrDefault(p => p.a.Id == trigger) is { a: not null } triggered)
        {
            start = triggered.i;
            context.Execution.ChangeState()["start"] = start;
        }

        if (start < 0)
        {
            context.Complete();
        }
        else
        {
            context.Schedule(layout.Activities[start]);
        }
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes)
    {
        if (child.Node.Kind!.IsTerminal)
        {
            context.Complete();
            return;
        }

        if (GoingBack.TakeStraight(context, child, outcomes) is { } straightTo)
        {
            context.Schedule(straightTo);
            return;
        }

        new FlowchartRun(context).Leave(child.Node, outcomes);
    }

    public override void ChildCanceled(ActivityContext context, Execution child) => new FlowchartRun(context).Reconsider();

    public override void Retry(ActivityContext context)
    {
        if (context.Step.Live.Any(e => e.Parent == context.Execution))
        {
            new FlowchartRun(context).Reconsider();
        }
        else
        {
            Execute(context);
        }
    }

    public override JsonObject Migrate(StateMove move)
    {
        var state = FlowchartMigration.Tokens(move);
        GoingBack.Migrate(state, move);
        return state;
    }

    public override void Migrated(ActivityContext context) => new FlowchartRun(context).Reconsider();

    public override void Check(ActivityNode node, ActivityChecks checks) => checks.Flowchart(node);
}
