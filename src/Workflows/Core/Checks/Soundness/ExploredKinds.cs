using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Checks.Soundness;

/// <summary>
/// How the types behave while a definition is explored. What moves tokens is the real thing, so that exploring cannot disagree with running;
/// what works, waits or counts has a stand-in that can end in every way that the real one can.
/// </summary>
internal static class ExploredKinds
{
    public static ActivityKind? Of(ActivityNode node) => node.Kind switch
    {
        WorkflowActivity or WorkflowDefinitionActivity or FlowchartActivity or SequenceActivity or ParallelActivity or FlowNodeActivity or StateMachineActivity
            or StartActivity or EndActivity or FinishActivity or CompleteActivity or BreakActivity or FaultActivity
            or FlowDecisionActivity or FlowSwitchActivity or FlowJoinActivity or IfActivity or SwitchActivity or WhileActivity or ParallelForEachActivity => node.Kind,
        ForActivity or ForEachActivity => new AnyRounds(),
        _ => new AnyWay(Way.Of(node), Waits(node.Kind)),
    };

    /// <summary>Everything that is not known to run through may wait.</summary>
    public static bool Waits(ActivityKind? kind) => kind is not (
        SetVariableActivity or SetOutputActivity or SetNameActivity or CorrelateActivity or WriteLineActivity or RunJavaScriptActivity
        or FlowForkActivity or PublishEventActivity or SendMailActivity or CopyActivity or RefusedActivity or null);
}
