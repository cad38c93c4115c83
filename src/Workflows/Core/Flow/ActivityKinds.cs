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
        ["Elsa.StateMachine"] = new StateMachineActivity(),

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
        ["Elsa.RunCSharp"] = new RefusedActivity(new("不运行 C# 脚本，请改用 Elsa.RunJavaScript", "C# scripts are not run; use Elsa.RunJavaScript")),

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
        ["Elsa.HttpEndpoint"] = new HttpEndpointActivity(),
        ["Elsa.DownloadHttpFile"] = new RefusedActivity(new("不支持下载文件；请用 Elsa.SendHttpRequest 读取文本", "Files are not downloaded; read text with Elsa.SendHttpRequest")),
        ["Elsa.WriteHttpResponse"] = new RefusedActivity(new("流程不能直接回答 HTTP 请求；请把结果写入输出", "A workflow does not answer HTTP requests itself; hand the result out as an output")),
        ["Elsa.WriteFileHttpResponse"] = new RefusedActivity(new("流程不能直接回答 HTTP 请求；请把结果写入输出", "A workflow does not answer HTTP requests itself; hand the result out as an output")),

        // Other instances
        ["Elsa.DispatchWorkflow"] = new DispatchWorkflowActivity(),
        ["Elsa.ExecuteWorkflow"] = new ExecuteWorkflowActivity(),
        ["Elsa.BulkDispatchWorkflows"] = new BulkDispatchWorkflowsActivity(),

        // Ours
        ["ClosedLoop.UserTask"] = new UserTaskActivity(),
        ["ClosedLoop.Approval"] = new ApprovalActivity(),
        ["ClosedLoop.Copy"] = new CopyActivity(),
        ["ClosedLoop.SendMail"] = new SendMailActivity(),
        ["ClosedLoop.Screen"] = new ScreenActivity(),
        ["ClosedLoop.StartTickets"] = new StartTicketsActivity(),
        ["ClosedLoop.DrawAreas"] = new DrawAreasActivity(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All types by name.</summary>
    public static IEnumerable<string> Types => Kinds.Keys;

    /// <summary>How a type behaves; <see langword="null"/> when it is unknown.</summary>
    public static ActivityKind? Find(string type) => Kinds.GetValueOrDefault(type);
}
