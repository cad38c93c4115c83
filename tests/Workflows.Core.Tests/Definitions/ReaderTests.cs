using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Tests.Support;

namespace Workflows.Core.Tests.Definitions;

public sealed class ReaderTests
{
    [Fact]
    public void Nothing_is_lost_when_a_definition_is_written_back()
    {
        var definition = WorkflowDefinitionReader.Read(Samples.LeaveRequest);
        var written = WorkflowDefinitionWriter.Write(definition);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Samples.LeaveRequest), JsonNode.Parse(written)));
        Assert.Contains("2.50", written, StringComparison.Ordinal);
        Assert.Contains("1e3", written, StringComparison.Ordinal);
        Assert.Contains("批准请假", written, StringComparison.Ordinal);
        Assert.Equal(written, WorkflowDefinitionWriter.Write(WorkflowDefinitionReader.Read(written)));
    }

    [Theory]
    [InlineData("""{ "model": X, "publish": true }""")]
    [InlineData("""{ "workflowDefinition": X, "alreadyPublished": false }""")]
    [InlineData("X")]
    public void What_is_imported_what_a_server_answers_and_what_the_designer_saves_are_the_same_definition(string form)
    {
        var definition = WorkflowDefinitionReader.Read(form.Replace("X", Samples.LeaveRequest, StringComparison.Ordinal));
        Assert.Equal(("leave-request", "Leave request", 1), (definition.DefinitionId, definition.Name, definition.Version));
        Assert.Equal(["flow1", "a1", "a2", "a3", "a4"], definition.Activities.Select(a => a.Id));
        Assert.Equal("Workflow1:flow1:a2", definition.Find("a2")!.NodeId);
        Assert.Equal("a3", definition.FindNode("Workflow1:flow1:a3")!.Id);
    }

    [Theory]
    [InlineData("""{ "id": "x", "type": "Own", "workflowDefinitionId": "drawn" }""")]
    [InlineData("""{ "id": "x", "type": "Child", "workflowDefinitionId": "child" }""")]
    public void A_workflow_that_uses_itself_is_refused(string activity)
    {
        var drawn = $$"""{ "definitionId": "drawn", "root": {{activity}} }""";
        var library = WorkflowLibrary.Of([("drawn.json", drawn), ("child.json", """{ "definitionId": "child", "root": { "id": "x", "type": "Child", "workflowDefinitionId": "child" } }""")]);
        var error = Assert.Throws<DefinitionUnreadableException>(() => WorkflowDefinitionReader.Read(drawn, "w.json", library: library));
        Assert.Contains("uses itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_activities_does_not_matter()
    {
        var source = (JsonObject)JsonNode.Parse(Samples.LeaveRequest)!;
        var activities = (JsonArray)source["root"]!["activities"]!;
        var first = activities[0]!;
        activities.RemoveAt(0);
        activities.Add(first);
        var run = Run.Start(WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(source)));
        Assert.Equal("a1", run.Instance.Bookmarks.Single().ActivityId);
    }

    [Theory]
    [InlineData("{ \"definitionId\": \"x\",\n  \"root\": { ] }", 2L, "not valid JSON")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", null, "not valid JSON")]
    [InlineData("[]", 1L, "JSON object")]
    [InlineData("", 1L, "not valid JSON")]
    [InlineData("{ \"name\": \"x\" }", null, "definitionId")]
    [InlineData("{ \"definitionId\": \"x\", \"root\": 5 }", null, "root")]
    public void What_is_no_definition_is_said_with_its_place(string text, long? line, string reason)
    {
        var error = Assert.Throws<DefinitionUnreadableException>(() => WorkflowDefinitionReader.Read(text, "some/workflow.json"));
        Assert.Equal(line, error.Line);
        Assert.StartsWith("some/workflow.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_connections_and_missing_ids_and_ports_are_understood()
    {
        var definition = WorkflowDefinitionReader.Read("""
            { "id": "old", "root": { "type": "Elsa.Flowchart", "activities": [ { "id": "a", "type": "Elsa.WriteLine", "text": "a" }, { "id": "b", "type": "Elsa.WriteLine", "text": "b" } ],
              "connections": [ { "source": "a", "target": "b", "sourcePort": "Done", "targetPort": "In" } ] } }
            """);
        Assert.Equal("a b", Run.Start(WorkflowPackageReader.OfDefinition(definition)).Written);
    }

    [Fact]
    public void The_content_hash_follows_content_and_not_line_ends_or_order()
    {
        Dictionary<string, string> one = new() { ["workflow.json"] = "{\n}", ["mail/a.en.liquid"] = "x" };
        Dictionary<string, string> same = new() { ["mail/a.en.liquid"] = "x", ["workflow.json"] = "{\r\n}" };
        Dictionary<string, string> other = new() { ["workflow.json"] = "{\n}", ["mail/a.en.liquid"] = "y" };
        Assert.Equal(WorkflowPackageReader.Hash(one), WorkflowPackageReader.Hash(same));
        Assert.NotEqual(WorkflowPackageReader.Hash(one), WorkflowPackageReader.Hash(other));
    }

    [Fact]
    public void Start_triggers_are_found_where_the_flow_begins()
    {
        JsonObject Trigger(string id, string type, string input, string value) => new()
        {
            ["id"] = id,
            ["type"] = type,
            [input] = Draw.Literal(value),
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true },
        };
        var package = Draw.Graph(
            [Trigger("t", "Elsa.Timer", "interval", "01:00:00"), Trigger("c", "Elsa.Cron", "cronExpression", "30 6 * * *"), Trigger("e", "Elsa.Event", "eventName", "paid"), Draw.Event("inner", "no"), Trigger("bad", "Elsa.Cron", "cronExpression", "nonsense")],
            []);
        var triggers = TriggerScanner.Scan(package.Definition, Run.Monday);
        Assert.Equal(["t", "c", "e"], triggers.Select(t => t.ActivityId));
        Assert.Equal(Run.Monday.AddHours(1), triggers[0].NextAfter(Run.Monday, Workflows.Core.Time.WorkingCalendar.Default));
        Assert.Equal(Run.Monday.AddHours(21.5), triggers[1].NextAfter(Run.Monday, Workflows.Core.Time.WorkingCalendar.Default));
        Assert.Equal("paid", triggers[2].EventName);
    }
}
