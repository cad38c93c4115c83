using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>Every kind of step that can be added.</summary>
public static class StepPalette
{
    private const string UserTask = "ClosedLoop.UserTask";
    private const string Approval = "ClosedLoop.Approval";

    private static readonly ImmutableArray<string> Answers = ["result", "outcome", "comment"];

    private static readonly ImmutableArray<StepTemplate> Business =
    [
        People("form-task", UserTask, new("表单任务", "Form task"), new("请一个人填写表单并提交", "Asks somebody to fill in a form and hand it in"), () => Task(new("提交", "Submit"), "2wd")),
        People("dispatch", UserTask, new("派发", "Dispatch"), new("把工单派给下一级", "Hands the ticket on to the tier below"), () => Task(new("派发", "Dispatch"), "2wd", new("退回", "Return"))),
        People("on-site", UserTask, new("现场核查", "On-site verification"), new("检查员到现场核查并回报", "An inspector looks on site and reports"), () => Task(new("提交回报", "Submit"), "5wd", new("退回", "Return"))),
        People("rectification", UserTask, new("整改", "Rectification"), new("责任人整改并回报结果", "Whoever is responsible puts it right and reports"), () => Task(new("整改完成", "Rectified"), "10wd")),
        People("approve-all", Approval, new("会签", "All must approve"), new("同时征求每个人意见，全部同意才通过", "Everyone is asked at once, and everyone must approve"), () => Round("All")),
        People("approve-any", Approval, new("或签", "Any one approves"), new("同时征求每个人意见，一人同意即通过", "Everyone is asked at once, and one is enough"), () => Round("Any")),
        People("approve-in-order", Approval, new("依次审批", "Approve in order"), new("按顺序逐个审批，全部同意才通过", "One after the other, and everyone must approve"), () => Round("InOrder")),
        People("approve-vote", Approval, new("票签", "Vote"), new("按比例通过，例如 60% 同意", "Passes by percentage, such as 60 % in favour"), () => Round("Vote")),
        Way("decision", "Elsa.FlowDecision", new("判断", "Decision"), new("按条件走“是”或“否”", "Goes by Yes or No, as a condition says"), () => new() { ["condition"] = Expression("Boolean", "JavaScript", "true") }),
        Way("split", "Elsa.FlowFork", new("分支", "Split"), new("几条路同时走", "Goes several ways at once"), () => new() { ["branches"] = Expression("Object", "Object", new JsonArray("A", "B")) }),
        Way("join", "Elsa.FlowJoin", new("汇合", "Join"), new("等各条路都走完再继续", "Goes on when the ways have come together"), () => new() { ["mode"] = Expression("String", "Literal", "WaitAllActive") }),
        Way("wait", "Elsa.Delay", new("等待", "Wait"), new("过一段时间再继续", "Goes on after a while"), () => new() { ["timeSpan"] = Expression("TimeSpan", "Literal", "P1D") }),
        Way("end", "Elsa.End", new("结束", "End"), new("流程到此结束", "The flow ends here"), static () => []),
        Machine("copy", "ClosedLoop.Copy", new("抄送", "Copy to"), new("让指定的人看到工单，不需要办理", "Lets people read the ticket; they need not do anything"), () => new() { ["to"] = new JsonArray() }),
        Machine("mail", "ClosedLoop.SendMail", new("发送邮件", "Mail"), new("按模板给指定的人发邮件", "Sends a mail by a template"), () => new() { ["template"] = "", ["to"] = new JsonArray() }),
        Machine("screen", "ClosedLoop.Screen", new("运行筛查", "Screening"), new("对数据运行筛查规则", "Runs the screening rules over the data"), static () => []),
        Machine("start-tickets", "ClosedLoop.StartTickets", new("生成工单", "Start tickets"), new("为疑似问题生成工单", "Makes tickets of suspicions"), static () => []),
        Way("sub-process", "Elsa.Flowchart", new("子流程", "Sub-process"), new("一组步骤，画在自己的画布上；里面走完再继续", "Steps on a canvas of their own; it goes on when they are done"), static () => []) with { IsNested = true },
        Machine(
            "draw-areas",
            "ClosedLoop.DrawAreas",
            new("抽取台区", "Draw areas"),
            new("按种子随机抽取台区，结果可以复核", "Draws areas by lot; anybody can repeat the draw by its seed"),
            () => new() { ["unit"] = Expression("String", "JavaScript", "starter.unit"), ["count"] = Expression("Int32", "Literal", 10), ["seed"] = Expression("String", "JavaScript", "number") }),
        Machine(
            "other-workflow",
            "Elsa.ExecuteWorkflow",
            new("另一个流程", "Another workflow"),
            new("启动另一个流程并等它结束", "Starts another workflow and waits for its end"),
            () => new() { ["workflowDefinitionId"] = Expression("String", "Literal", ""), ["waitForCompletion"] = Expression("Boolean", "Literal", true) }),
        Machine("note", "Elsa.SetVariable", new("登记数据", "Record a value"), new("把一个值记到变量里", "Keeps a value in a variable"), () => new() { ["value"] = Expression("Object", "JavaScript", "null") }),
    ];

    /// <summary>What belongs to the inside of the engine, or would run wrongly or not at all as a step of a flowchart.</summary>
    private static readonly string[] NotOffered = ["Elsa.Workflow", "Elsa.FlowNode", "Elsa.StateMachine"];

    /// <summary>Everything that can be added, in the order of the palette.</summary>
    public static ImmutableArray<StepTemplate> All { get; } =
    [
        .. Business,
        .. ActivityTypes.Runnable.Where(t => !NotOffered.Contains(t) && Business.All(b => b.Type != t)).Order(StringComparer.Ordinal)
            .Select(t => new StepTemplate(t, StepGroup.Advanced, LocalizedText.Same(t[(t.IndexOf('.', StringComparison.Ordinal) + 1)..]), LocalizedText.Same(t), t)),
    ];

    /// <summary>The template with this key; <see langword="null"/> when there is none.</summary>
    public static StepTemplate? Find(string key) => All.FirstOrDefault(t => t.Key == key);

    private static StepTemplate People(string key, string type, LocalizedText label, LocalizedText hint, Func<JsonObject> members) =>
        new(key, StepGroup.People, label, hint, type) { Members = members, Kept = Answers };

    private static StepTemplate Way(string key, string type, LocalizedText label, LocalizedText hint, Func<JsonObject> members) =>
        new(key, StepGroup.Ways, label, hint, type) { Members = members };

    private static StepTemplate Machine(string key, string type, LocalizedText label, LocalizedText hint, Func<JsonObject> members) =>
        new(key, StepGroup.System, label, hint, type) { Members = members };

    private static JsonObject Task(LocalizedText done, string due, LocalizedText? back = null)
    {
        JsonArray outcomes = [new JsonObject { ["name"] = done.En, ["label"] = Words(done) }];
        if (back is not null)
        {
            outcomes.Add((JsonNode)new JsonObject { ["name"] = back.En, ["label"] = Words(back), ["commentRequired"] = true, ["skipsValidation"] = true, ["intent"] = "danger" });
        }

        return new() { ["readOnlyFields"] = new JsonArray(), ["hiddenFields"] = new JsonArray(), ["candidates"] = new JsonArray(), ["outcomes"] = outcomes, ["due"] = due, ["ladder"] = new JsonArray() };
    }

    private static JsonObject Round(string mode)
    {
        var round = new JsonObject { ["mode"] = mode, ["approvers"] = new JsonArray(), ["due"] = "2wd", ["ladder"] = new JsonArray() };
        if (mode == "Vote")
        {
            round["needed"] = new JsonObject { ["percent"] = 60 };
        }

        return round;
    }

    private static JsonObject Words(LocalizedText text) => new() { ["zh"] = text.Zh, ["en"] = text.En };

    private static JsonObject Expression(string typeName, string type, JsonNode value) =>
        new() { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
}
