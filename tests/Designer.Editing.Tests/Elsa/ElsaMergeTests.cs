using System.Text.Json.Nodes;
using Designer.Editing.Elsa;
using Designer.Editing.Flows;
using Designer.Editing.Tests.Flows;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests.Elsa;

/// <summary>What Elsa Studio saves changes a file only where Studio was told to.</summary>
public sealed class ElsaMergeTests
{
    public static TheoryData<string> Files => [.. FlowFiles.Paths];

    [Theory, MemberData(nameof(Files))]
    public void What_comes_back_as_it_was_given_changes_no_byte(string file)
    {
        var document = FlowDocument.Read(FlowFiles.Text(file));

        Assert.Equal(document.Text, ElsaMerge.Apply(document, ElsaForm.Of(document.Reading)).Text);
    }

    [Theory, MemberData(nameof(Files))]
    public void What_Studio_does_by_itself_changes_no_byte(string file)
    {
        var document = FlowDocument.Read(FlowFiles.Text(file));

        Assert.Equal(document.Text, ElsaMerge.Apply(document, AsStudioSends(document)).Text);
    }

    [Theory, MemberData(nameof(Files))]
    public void One_change_is_one_change(string file)
    {
        var document = FlowDocument.Read(FlowFiles.Text(file));
        var model = AsStudioSends(document);
        model["name"] = "改过的名字";

        var changed = ElsaMerge.Apply(document, model);

        Assert.Equal("改过的名字", JsonRead.Text(changed.Definition, "name"));
        model["name"] = JsonRead.Text(document.Definition, "name");
        Assert.Equal(document.Text, ElsaMerge.Apply(changed, model).Text);
    }

    [Fact]
    public void A_moved_an_edited_and_a_new_activity_stand_in_the_file_and_the_rest_as_it_was()
    {
        var document = FlowDocument.Read("""
            { "definitionId": "d", "unknown": { "a" : 1.50 },
              "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
                { "id": "a", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "one" } }, "mine": [ ], "metadata": { "designer": { "position": { "x": 1, "y": 2 } } } },
                { "id": "b", "type": "ClosedLoop.UserTask", "due": "2wd", "outcomes": [ { "name": "Yes", "label": { "zh": "是" } }, { "name": "No" } ] }
              ], "connections": [ { "source": { "activity": "a", "port": "Done" }, "target": { "activity": "b", "port": "In" }, "note": "kept" } ] } }
            """);
        var model = AsStudioSends(document);
        var root = model["root"]!.AsObject();
        Activity(root, "a")["metadata"]!["designer"]!["position"]!["x"] = 300;
        Activity(root, "b")["outcomeNames"]!["expression"]!["value"] = """["Yes","Later"]""";
        root["activities"]!.AsArray().Add(new JsonObject { ["id"] = "c", ["type"] = "Elsa.End", ["nodeId"] = "Workflow1:f:c", ["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["size"] = new JsonObject { ["width"] = 9.5 } } } });
        root["connections"]!.AsArray().Add(JsonNode.Parse("""{ "source": { "activity": "b", "port": "Yes" }, "target": { "activity": "c", "port": "In" }, "vertices": [] }"""));

        var text = ElsaMerge.Apply(document, model).Text;

        Assert.Contains("\"unknown\": { \"a\" : 1.50 }", text, StringComparison.Ordinal);
        Assert.Contains("\"mine\": [ ], \"metadata\": { \"designer\": { \"position\": { \"x\": 300, \"y\": 2 } } } },", text, StringComparison.Ordinal);
        Assert.Contains("\"due\": \"2wd\", \"outcomes\": [ { \"name\": \"Yes\", \"label\": { \"zh\": \"是\" } }, { \"name\": \"Later\" } ]", text.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"note\": \"kept\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("outcomeNames", text, StringComparison.Ordinal);
        var read = FlowDocument.Read(text).Reading;
        Assert.Equal(["a", "b", "c"], read.Root!.Children.Select(c => c.Id));
    }

    [Fact]
    public void What_was_taken_away_goes_and_what_Studio_does_not_know_stays()
    {
        var document = FlowDocument.Read("""
            {
              "definitionId": "d",
              "variables": [ { "id": "v", "name": "Old", "typeName": "String", "closedLoop": 1 }, { "id": "w", "name": "Gone", "typeName": "String" } ],
              "customProperties": { "closedLoop": { "startedBy": [ "*" ] }, "other": 1 },
              "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [ { "id": "a", "type": "Elsa.End" }, { "id": "b", "type": "Elsa.End" } ] }
            }
            """);
        var model = AsStudioSends(document);
        model["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "New", ["typeName"] = "String", ["isArray"] = false, ["value"] = null });
        model["customProperties"]!.AsObject().Remove("other");
        var activities = model["root"]!["activities"]!.AsArray();
        activities.RemoveAt(0);

        var file = ElsaMerge.Apply(document, model).Definition;

        Assert.Equal("""[{"id":"v","name":"New","typeName":"String","closedLoop":1}]""", file["variables"]!.ToJsonString());
        Assert.Equal("""{"closedLoop":{"startedBy":["*"]}}""", file["customProperties"]!.ToJsonString());
        Assert.Single(file["root"]!["activities"]!.AsArray());
    }

    [Fact]
    public void A_value_that_the_JSON_editor_hands_back_as_text_is_taken_as_what_it_says()
    {
        var document = FlowDocument.Read("""{ "definitionId": "d", "root": { "id": "t", "type": "ClosedLoop.UserTask", "title": { "zh": "核查", "en": "Verify" } } }""");
        var model = AsStudioSends(document);
        model["root"]!["title"] = """{ "zh": "核查", "en": "Check" }""";

        Assert.Equal("Check", JsonRead.Text(ElsaMerge.Apply(document, model).Definition["root"]!["title"] as JsonObject, "en"));
    }

    [Fact]
    public void A_new_definition_holds_what_was_drawn_and_nothing_of_the_servers()
    {
        var model = JsonNode.Parse("""
            { "links": [], "id": "x", "version": 7, "isLatest": true, "isPublished": true, "name": "New", "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
              { "id": "t", "type": "ClosedLoop.UserTask", "outcomeNames": { "typeName": "List<String>", "expression": { "type": "Object", "value": "[\"Yes\"]" } } } ] } }
            """)!.AsObject();

        var file = ElsaMerge.Begin(model, "new").Definition;

        Assert.Equal(["definitionId", "name", "root"], file.Select(m => m.Key));
        Assert.Equal("""[{"name":"Yes"}]""", file["root"]!["activities"]![0]!["outcomes"]!.ToJsonString());
    }

    /// <summary>The edited activity last, boxes measured anew, empty members spelled out, members of its own classes that it does not know dropped.</summary>
    private static JsonObject AsStudioSends(FlowDocument document)
    {
        var model = ElsaForm.Of(document.Reading);
        model["links"] = null;
        model["isReadonly"] = false;
        foreach (var variable in JsonRead.Objects(model["variables"]))
        {
            foreach (var unknown in variable.Select(m => m.Key).Except(["id", "name", "typeName", "isArray", "value", "storageDriverTypeName"]).ToList())
            {
                variable.Remove(unknown);
            }

            if (variable["value"] is { } value)
            {
                variable["value"] = value is JsonValue ? JsonRead.Text(value) : value.ToJsonString();
            }

            variable["storageDriverTypeName"] ??= null;
            variable["isArray"] ??= false;
        }

        foreach (var input in JsonRead.Objects(model["inputs"]))
        {
            input["description"] ??= "";
            input["storageDriverType"] ??= null;
        }

        var options = model["options"]!.AsObject();
        foreach (var name in (string[])["activationStrategyType", "usableAsActivity", "incidentStrategyType"])
        {
            options[name] ??= name == "usableAsActivity" ? JsonValue.Create(false) : null;
        }

        if (model["root"] is JsonObject root && root["activities"] is JsonArray { Count: > 0 } activities && JsonRead.Text(root, "type") == "Elsa.Flowchart")
        {
            var first = activities[0]!;
            activities.RemoveAt(0);
            activities.Add(first);
            foreach (var activity in JsonRead.Objects(activities))
            {
                if (activity["metadata"]!["designer"] is JsonObject designer && designer.ContainsKey("position"))
                {
                    designer["size"] = new JsonObject { ["width"] = 170.15625, ["height"] = 54 };
                }
            }

            foreach (var connection in JsonRead.Objects(root["connections"]))
            {
                foreach (var unknown in connection.Select(m => m.Key).Except(["source", "target", "vertices"]).ToList())
                {
                    connection.Remove(unknown);
                }
            }
        }

        return model;
    }

    private static JsonObject Activity(JsonObject root, string id) => JsonRead.Objects(root["activities"]).Single(a => JsonRead.Text(a, "id") == id);
}
