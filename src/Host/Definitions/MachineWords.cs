using Workflows.Core;

namespace Host.Definitions;

/// <summary>What the machine's activities do, in words.</summary>
public static class MachineWords
{
    /// <summary>The words for an activity type; the type itself for those of other makers.</summary>
    public static LocalizedText Of(string type) => type switch
    {
        "ClosedLoop.Copy" => new("抄送", "sends copies"),
        "ClosedLoop.SendMail" => new("发送邮件", "sends a mail"),
        "ClosedLoop.Screen" => new("运行筛查", "runs the screening"),
        "ClosedLoop.StartTickets" => new("生成工单", "starts tickets"),
        "ClosedLoop.DrawAreas" => new("抽取台区", "draws areas by lot"),
        "Elsa.SetVariable" or "Elsa.SetName" or "Elsa.SetOutput" or "Elsa.Correlate" => new("登记数据", "records data"),
        "Elsa.RunJavaScript" => new("计算", "computes"),
        "Elsa.FlowDecision" or "Elsa.If" or "Elsa.FlowSwitch" or "Elsa.Switch" => new("判断走向", "decides the way"),
        "Elsa.FlowFork" or "Elsa.Fork" or "Elsa.Parallel" => new("并行", "goes several ways at once"),
        "Elsa.FlowJoin" or "Elsa.Join" => new("汇合", "brings the ways together"),
        "Elsa.ForEach" or "Elsa.ParallelForEach" or "Elsa.While" or "Elsa.For" => new("循环", "repeats"),
        "Elsa.StateMachine" => new("状态机", "goes from state to state"),
        "Elsa.Delay" or "Elsa.StartAt" => new("等待", "waits"),
        "Elsa.Timer" or "Elsa.Cron" => new("定时", "at set times"),
        "Elsa.Event" => new("等待事件", "waits for an event"),
        "Elsa.HttpEndpoint" => new("等待外部请求", "waits for a request from outside"),
        "Elsa.PublishEvent" => new("发布事件", "announces an event"),
        "Elsa.SendHttpRequest" or "Elsa.FlowSendHttpRequest" => new("调用外部接口", "asks another system"),
        "Elsa.RunTask" => new("交给外部系统", "hands a task to another system"),
        "Elsa.DispatchWorkflow" or "Elsa.ExecuteWorkflow" => new("启动子流程", "starts another workflow"),
        "Elsa.BulkDispatchWorkflows" => new("批量启动子流程", "starts a workflow for each item"),
        "Elsa.WriteLine" => new("写日志", "writes a line"),
        "Elsa.Fault" => new("报错", "raises an incident"),
        _ => LocalizedText.Same(type),
    };
}
