using System.Collections.Frozen;
using Workflows.Core;

namespace Designer.Editing.Outlines;

/// <summary>Which kind each activity type is, and what a step without a name of its own is called.</summary>
public static class NodeKinds
{
    private static readonly FrozenDictionary<string, DiagramNodeKind> ByType = new Dictionary<string, DiagramNodeKind>
    {
        ["Elsa.Start"] = DiagramNodeKind.Start,
        ["Elsa.End"] = DiagramNodeKind.End,
        ["Elsa.Finish"] = DiagramNodeKind.End,
        ["Elsa.Complete"] = DiagramNodeKind.End,
        ["Elsa.Fault"] = DiagramNodeKind.End,
        ["ClosedLoop.UserTask"] = DiagramNodeKind.HumanTask,
        ["ClosedLoop.Approval"] = DiagramNodeKind.HumanTask,
        ["Elsa.FlowDecision"] = DiagramNodeKind.Decision,
        ["Elsa.FlowSwitch"] = DiagramNodeKind.Decision,
        ["Elsa.FlowFork"] = DiagramNodeKind.Fork,
        ["Elsa.FlowJoin"] = DiagramNodeKind.Join,
        ["ClosedLoop.Copy"] = DiagramNodeKind.Mail,
        ["ClosedLoop.SendMail"] = DiagramNodeKind.Mail,
        ["Elsa.Delay"] = DiagramNodeKind.Timer,
        ["Elsa.Timer"] = DiagramNodeKind.Timer,
        ["Elsa.StartAt"] = DiagramNodeKind.Timer,
        ["Elsa.Cron"] = DiagramNodeKind.Timer,
        ["Elsa.Event"] = DiagramNodeKind.Event,
        ["Elsa.HttpEndpoint"] = DiagramNodeKind.Event,
        ["Elsa.PublishEvent"] = DiagramNodeKind.Event,
        ["ClosedLoop.Screen"] = DiagramNodeKind.Work,
        ["ClosedLoop.StartTickets"] = DiagramNodeKind.Work,
        ["ClosedLoop.DrawAreas"] = DiagramNodeKind.Work,
        ["Elsa.RunTask"] = DiagramNodeKind.Work,
        ["Elsa.SendHttpRequest"] = DiagramNodeKind.Work,
        ["Elsa.FlowSendHttpRequest"] = DiagramNodeKind.Work,
        ["Elsa.DispatchWorkflow"] = DiagramNodeKind.Work,
        ["Elsa.ExecuteWorkflow"] = DiagramNodeKind.Work,
        ["Elsa.BulkDispatchWorkflows"] = DiagramNodeKind.Work,
        ["Elsa.SetVariable"] = DiagramNodeKind.Note,
        ["Elsa.SetOutput"] = DiagramNodeKind.Note,
        ["Elsa.SetName"] = DiagramNodeKind.Note,
        ["Elsa.Correlate"] = DiagramNodeKind.Note,
        ["Elsa.WriteLine"] = DiagramNodeKind.Note,
        ["Elsa.RunJavaScript"] = DiagramNodeKind.Note,
        ["Elsa.Flowchart"] = DiagramNodeKind.Group,
        ["Elsa.Sequence"] = DiagramNodeKind.Group,
        ["Elsa.StateMachine"] = DiagramNodeKind.Group,
        ["Elsa.FlowNode"] = DiagramNodeKind.Group,
        ["Elsa.If"] = DiagramNodeKind.Group,
        ["Elsa.Switch"] = DiagramNodeKind.Group,
        ["Elsa.While"] = DiagramNodeKind.Group,
        ["Elsa.For"] = DiagramNodeKind.Group,
        ["Elsa.ForEach"] = DiagramNodeKind.Group,
        ["Elsa.ParallelForEach"] = DiagramNodeKind.Group,
        ["Elsa.Parallel"] = DiagramNodeKind.Group,
        ["Elsa.Fork"] = DiagramNodeKind.Group,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind of a type; <see cref="DiagramNodeKind.Unknown"/> for a type of somebody else.</summary>
    public static DiagramNodeKind Of(string type) => ByType.GetValueOrDefault(type, DiagramNodeKind.Unknown);

    /// <summary>What a step is called when its author gave it no text: beginnings and ends have words, all others keep their name.</summary>
    public static LocalizedText? DefaultLabel(DiagramNodeKind kind) => kind switch
    {
        DiagramNodeKind.Start => new LocalizedText("开始", "Start"),
        DiagramNodeKind.End => new LocalizedText("结束", "End"),
        _ => null,
    };

    /// <summary>The kind in words, for the text form of a drawing.</summary>
    public static LocalizedText Describe(DiagramNodeKind kind) => kind switch
    {
        DiagramNodeKind.Start => new("开始", "start"),
        DiagramNodeKind.End => new("结束", "end"),
        DiagramNodeKind.HumanTask => new("人工环节", "human task"),
        DiagramNodeKind.Decision => new("判断", "decision"),
        DiagramNodeKind.Fork => new("分支", "fork"),
        DiagramNodeKind.Join => new("汇合", "join"),
        DiagramNodeKind.Mail => new("邮件", "mail"),
        DiagramNodeKind.Timer => new("定时", "timer"),
        DiagramNodeKind.Event => new("事件", "event"),
        DiagramNodeKind.Work => new("系统处理", "done by the system"),
        DiagramNodeKind.Note => new("记录", "note"),
        DiagramNodeKind.Group => new("一组步骤", "group of steps"),
        _ => new("未识别的步骤", "unknown step"),
    };
}
