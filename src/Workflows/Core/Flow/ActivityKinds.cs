using System.Collections.Frozen;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Flow;

/// <summary>Every type of activity that this engine can run.</summary>
internal static class ActivityKinds
{
    private static readonly FrozenDictionary<string, ActivityKind> Kinds = new Dictionary<string, ActivityKind>
    {
        // Containers
        ["Elsa.Workflow"] = new WorkflowActivity(),
        ["Elsa.Flowchart"] = new FlowchartActivity(),
        ["Elsa.Sequence"] = new SequenceActivity(),
        ["Elsa.Parallel"] = new ParallelActivity(),
        ["Elsa.Fork"] = new ParallelActivity(),
        ["Elsa.FlowNode"] = new FlowNodeActivity(),

        // Where a flow begins and ends
        ["Elsa.Start"] = new StartActivity(),
        ["Elsa.End"] = new EndActivity(),
        ["Elsa.Finish"] = new FinishActivity(),
        ["Elsa.Complete"] = new CompleteActivity(),
        ["Elsa.Fault"] = new FaultActivity(),

        // Branches
        ["Elsa.FlowDecision"] = new FlowDecisionActivity(),
        ["Elsa.FlowSwitch"] = new FlowSwitchActivity(),
        ["Elsa.FlowFork"] = new FlowForkActivity(),
        ["Elsa.FlowJoin"] = new FlowJoinActivity(),
        ["Elsa.If"] = new IfActivity(),
        ["Elsa.Switch"] = new SwitchActivity(),

        // Loops
        ["Elsa.While"] = new WhileActivity(),
        ["Elsa.For"] = new ForActivity(),
        ["Elsa.ForEach"] = new ForEachActivity(),
        ["Elsa.ParallelForEach"] = new ParallelForEachActivity(),
        ["Elsa.Break"] = new BreakActivity(),

        // Values
        ["Elsa.SetVariable"] = new SetVariableActivity(),
        ["Elsa.SetOutput"] = new SetOutputActivity(),
        ["Elsa.SetName"] = new SetNameActivity(),
        ["Elsa.Correlate"] = new CorrelateActivity(),
        ["Elsa.WriteLine"] = new WriteLineActivity(),
        ["Elsa.RunJavaScript"] = new RunJavaScriptActivity(),

        // Time
        ["Elsa.Delay"] = new DelayActivity(),
        ["Elsa.Timer"] = new TimerActivity(),
        ["Elsa.StartAt"] = new StartAtActivity(),
        ["Elsa.Cron"] = new CronActivity(),

        // The world outside
        ["Elsa.Event"] = new EventActivity(),
        ["Elsa.PublishEvent"] = new PublishEventActivity(),
        ["Elsa.RunTask"] = new RunTaskActivity(),
        ["Elsa.SendHttpRequest"] = new SendHttpRequestActivity(),
        ["Elsa.FlowSendHttpRequest"] = new FlowSendHttpRequestActivity(),

        // Other instances
        ["Elsa.DispatchWorkflow"] = new DispatchWorkflowActivity(),
        ["Elsa.ExecuteWorkflow"] = new ExecuteWorkflowActivity(),
        ["Elsa.BulkDispatchWorkflows"] = new BulkDispatchWorkflowsActivity(),

        // Ours
        ["ClosedLoop.UserTask"] = new UserTaskActivity(),
        ["ClosedLoop.Approval"] = new ApprovalActivity(),
        ["ClosedLoop.SendMail"] = new SendMailActivity(),
        ["ClosedLoop.Screen"] = new ScreenActivity(),
        ["ClosedLoop.StartTickets"] = new StartTicketsActivity(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All types by name.</summary>
    public static IEnumerable<string> Types => Kinds.Keys;

    /// <summary>How a type behaves; <see langword="null"/> when it is unknown.</summary>
    public static ActivityKind? Find(string type) => Kinds.GetValueOrDefault(type);
}
