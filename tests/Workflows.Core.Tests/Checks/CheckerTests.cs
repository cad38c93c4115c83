using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Checks;

public sealed class CheckerTests
{
    private const string Form = """{ "title": { "zh": "签发", "en": "Issue" }, "fields": [ { "key": "customer", "kind": "text", "label": { "zh": "客户", "en": "Customer" } } ] }""";

    public static TheoryData<string, string> Broken => new()
    {
        { "connection.unknown-activity", Drawn(Flowchart("f", [Line("a")], ["a -> nowhere"])) },
        { "connection.unknown-outcome", Drawn(Flowchart("f", [Decision("d", "true"), Line("a")], ["d.Maybe -> a"])) },
        { "activity.dead-end", Drawn(Flowchart("f", [Decision("d", "true"), Line("a"), Activity("e", "Elsa.End")], ["d.True -> a", "d.False -> e"])) },
        { "condition.missing", Drawn(Flowchart("f", [Activity("d", "Elsa.FlowDecision")], [])) },
        { "condition.missing", Drawn(With(Activity("x", "Elsa.FlowSwitch"), "cases", """[{ "label": "A" }]""")) },
        { "expression.invalid", Drawn(With(Activity("x", "Elsa.Switch"), "cases", """[{ "label": "A", "condition": { "type": "JavaScript", "value": "this is none" } }]""")) },
        { "name.twice", Drawn(With(Activity("x", "Elsa.FlowSwitch"), "cases", """[{ "label": "A", "condition": true }, { "label": "A", "condition": true }]""")) },
        { "form.unused", Drawn(Line("a")) },
        { "outcome.unconnected", Drawn(Flowchart("f", [Decision("d", "true"), Line("a")], ["d.True -> a"])) },
        { "connection.unknown-outcome", Drawn(Flowchart("f", [Fork("k", "A", "B"), Line("a")], ["k.A -> a", "k.C -> a"])) },
        { "outcome.unconnected", Drawn(Flowchart("f", [Fork("k", "A", "B"), Line("a")], ["k.A -> a"])) },
        { "activity.unreachable", Drawn(Flowchart("f", [Activity("s", "Elsa.Start"), Line("a"), Line("b"), Line("c")], ["s -> a", "b -> c"])) },
        { "activity.unknown-type", Drawn(Activity("x", "Contoso.Magic")) },
        { "activity.refused", Drawn(Activity("x", "Elsa.RunCSharp")) },
        { "http.path-template", Drawn(Activity("x", "Elsa.HttpEndpoint", ("path", Literal("orders/{id}")))) },
        { "http.no-url", Drawn(Activity("x", "Elsa.SendHttpRequest")) },
        { "component.missing", Drawn(Activity("x", "Child", ("workflowDefinitionId", "nowhere"))) },
        { "start.missing", Drawn(Flowchart("f", [], [])) },
        { "start.unclear", Drawn(Flowchart("f", [Line("a"), Line("b")], [])) },
        { "root.missing", """{ "definitionId": "x" }""" },
        { "retention.invalid", """{ "definitionId": "x", "customProperties": { "closedLoop": { "retention": "3 years" } }, "root": { "id": "w", "type": "Elsa.WriteLine" } }""" },
        { "id.twice", Drawn(Sequence("s", Line("a"), Line("a"))) },
        { "expression.invalid", Drawn(LineOf("l", Script("this is no script"))) },
        { "expression.invalid", Drawn(LineOf("l", Wrap("Liquid", "{% if %}"))) },
        { "expression.invalid", Drawn(LineOf("l", Wrap("Object", "{ nonsense"))) },
        { "expression.invalid", Drawn(LineOf("l", Wrap("CSharp", "1"))) },
        { "variable.unknown", Drawn(LineOf("l", Wrap("Variable", "nowhere"))) },
        { "variable.unknown", Drawn(LineOf("l", Script("variables.Nowhere"))) },
        { "variable.unknown", Drawn(Set("s", "Nowhere", "1")) },
        { "input.unknown", Drawn(LineOf("l", Wrap("Input", "nowhere"))) },
        { "span.invalid", Drawn(Delay("d", "soon")) },
        { "cron.invalid", Drawn(Activity("c", "Elsa.Cron", ("cronExpression", Literal("every day")))) },
        { "value.unknown", Drawn(Flowchart("f", [Join("j", "WaitSome")], [])) },
        { "value.unknown", Drawn(Flowchart("f", [With(Line("a"), "customProperties", """{ "mergeMode": "Sometimes" }""")], [])) },
        { "task.no-candidate", Drawn(With(Task("t", "Ok"), "candidates", "[]")) },
        { "task.outcome-twice", Drawn(Task("t", "Ok", "Ok")) },
        { "form.missing", Drawn(With(Task("t", "Ok"), "formKey", "\"nowhere\"")) },
        { "form.unknown-field", Drawn(With(With(Task("t", "Ok"), "formKey", "\"issue\""), "readOnlyFields", "[\"nowhere\"]")) },
        { "span.invalid", Drawn(With(Task("t", "Ok"), "due", "\"soon\"")) },
        { "span.invalid", Drawn(With(With(Task("t", "Ok"), "due", "\"1wd\""), "ladder", """[{ "rung": "r", "at": "later", "to": [{ "kind": "owner" }], "template": "late" }]""")) },
        { "ladder.reassign", Drawn(With(With(Task("t", "Ok"), "due", "\"1wd\""), "ladder", """[{ "rung": "r", "at": "0", "reassign": { "kind": "owner" } }]""")) },
        { "ladder.no-due", Drawn(With(Task("t", "Ok"), "ladder", """[{ "rung": "r", "at": "0", "to": [{ "kind": "owner" }], "template": "late" }]""")) },
        { "ladder.rung-twice", Drawn(With(With(Task("t", "Ok"), "due", "\"1wd\""), "ladder", """[{ "rung": "r", "at": "0", "to": [{ "kind": "owner" }], "template": "late" }, { "rung": "r", "at": "1wd", "to": [{ "kind": "owner" }], "template": "late" }]""")) },
        { "mail.unknown-receiver", Drawn(With(With(Task("t", "Ok"), "due", "\"1wd\""), "ladder", """[{ "rung": "r", "at": "0", "to": [{ "kind": "boss" }], "template": "late" }]""")) },
        { "mail.missing-template", Drawn(With(Task("t", "Ok"), "mailOnCreate", "\"nowhere\"")) },
        { "copy.no-receiver", Drawn(Activity("c", "ClosedLoop.Copy")) },
        { "value.unknown", Drawn(With(Activity("c", "ClosedLoop.Copy"), "to", """[{ "kind": "owner" }]""")) },
        { "mail.no-receiver", Drawn(Activity("m", "ClosedLoop.SendMail", ("template", "late"))) },
        { "approval.no-approver", Drawn(Approval("a", "All", [])) },
        { "approval.no-approver", Drawn(With(Approval("a", "All", []), "approvers", "[{ \"weight\": 1 }]")) },
        { "approval.no-fallback", Drawn(Approval("a", "All", ["ada"], ("onEmpty", "Fallback"))) },
        { "approval.outcome", Drawn(Approval("a", "All", ["ada"], ("outcomes", new JsonArray(new JsonObject { ["name"] = "Maybe" })))) },
        { "approval.weight", Drawn(With(Approval("a", "All", []), "approvers", "[{ \"person\": \"ada\", \"weight\": 0 }]")) },
        { "approval.needed", Drawn(Approval("a", "Vote", ["ada"])) },
        { "approval.needed", Drawn(Approval("a", "Vote", ["ada"], ("needed", Percent(101)))) },
        { "approval.needed", Drawn(Approval("a", "Vote", ["ada"], ("needed", new JsonObject { ["weight"] = 2 }))) },
        { "approval.needed-unused", Drawn(Approval("a", "Any", ["ada"], ("needed", Percent(50)))) },
        { "value.unknown", Drawn(Approval("a", "Most", ["ada"])) },
        { "value.unknown", Drawn(With(With(Task("t", "Ok"), "due", "\"1wd\""), "ladder", """[{ "rung": "r", "at": "0", "decide": "Nope" }]""")) },
        { "connection.unknown-outcome", Drawn(Flowchart("f", [Approval("a", "All", ["ada"]), Line("l")], ["a.Done -> l"])) },
        { "json.invalid", "{ \"definitionId\": }" },
        { "file.invalid", "{ \"name\": \"x\" }" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Each_mistake_is_found(string code, string workflow)
    {
        var problems = DefinitionChecker.Check(Folder(workflow));
        Assert.Contains(code, problems.Select(p => p.Code));
    }

    [Fact]
    public void A_workflow_in_order_has_no_problem()
    {
        var task = With(With(With(Task("t", "Ok", "Back"), "formKey", "\"issue\""), "due", "\"2wd\""), "ladder", """[{ "rung": "r", "at": "-4wh", "to": [{ "kind": "owner" }], "template": "late" }]""");
        var workflow = Drawn(Flowchart("f", [Activity("s", "Elsa.Start"), Set("n", "N", "variables.N + 1"), task, Activity("e", "Elsa.End")], ["s -> n", "n -> t", "t.Ok -> e", "t.Back -> n"]), Variable("N"));
        Assert.Empty(DefinitionChecker.Check(Folder(workflow)));
    }

    [Fact]
    public void Every_broken_file_is_reported_at_once_with_its_place()
    {
        var files = Folder("{\n  \"definitionId\": oops }");
        files["forms/broken.json"] = "{ \"title\": ";
        files["scenarios/broken.json"] = "[]";
        var problems = DefinitionChecker.Check(files);
        Assert.Equal(["forms/broken.json", "scenarios/broken.json", "workflow.json"], problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Path).Distinct());
        Assert.Equal(2, problems.Single(p => p.Path == "workflow.json").Line);
    }

    [Fact]
    public void A_problem_names_the_activity_it_is_about()
    {
        var problem = Assert.Single(DefinitionChecker.CheckDefinition(Drawn(Sequence("s", Delay("d", "soon"))), "leave.json"));
        Assert.Equal(("leave.json", "d", ProblemSeverity.Error), (problem.Path, problem.ActivityId, problem.Severity));
    }

    [Fact]
    public void What_a_workflow_uses_as_an_activity_is_checked_in_its_place()
    {
        var files = Folder(Drawn(Sequence("s", Activity("a", "Child", ("workflowDefinitionId", "child")), Activity("b", "Child", ("workflowDefinitionId", "child")))));
        files.Remove("forms/issue.json");
        files["components/child.json"] = """
            { "definitionId": "child", "name": "Child", "variables": [ { "id": "v", "name": "Own", "typeName": "String" } ], "inputs": [ { "name": "Given", "type": "String" } ],
              "root": { "id": "cs", "type": "Elsa.Sequence", "activities": [
                { "id": "l", "type": "Elsa.WriteLine", "text": { "expression": { "type": "JavaScript", "value": "variables.Own + variables.Nobody" } } },
                { "id": "m", "type": "Elsa.WriteLine", "text": { "expression": { "type": "Input", "value": "Given" } } } ] } }
            """;
        Assert.Equal([("variable.unknown", "l")], DefinitionChecker.Check(files).Select(p => (p.Code, p.ActivityId)));
        files["components/child.json"] = "{ nonsense";
        Assert.Equal("components/child.json", Assert.Single(DefinitionChecker.Check(files)).Path);
    }

    private static string Drawn(JsonObject root, params JsonObject[] variables) => Definition(root, variables).ToJsonString();

    private static JsonObject With(JsonObject activity, string member, string json)
    {
        activity[member] = JsonNode.Parse(json);
        return activity;
    }

    private static Dictionary<string, string> Folder(string workflow) => new()
    {
        ["workflow.json"] = workflow,
        ["forms/issue.json"] = Form,
        ["mail/late.zh-CN.liquid"] = "Subject: x",
        ["mail/late.en.liquid"] = "Subject: x",
    };
}
