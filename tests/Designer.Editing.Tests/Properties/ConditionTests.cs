using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Designer.Editing.Properties;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Simulation;

namespace Designer.Editing.Tests.Properties;

/// <summary>What is built of comparisons means, run by the engine itself, what its words say.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData(ConditionFieldKind.Number, ConditionOperator.Above, "10000", "10000.5", true)]
    [InlineData(ConditionFieldKind.Number, ConditionOperator.Above, "10000", "10000", false)]
    [InlineData(ConditionFieldKind.Number, ConditionOperator.AtMost, "5", "5", true)]
    [InlineData(ConditionFieldKind.Number, ConditionOperator.IsEmpty, "", "0", false)]
    [InlineData(ConditionFieldKind.Number, ConditionOperator.IsEmpty, "", "null", true)]
    [InlineData(ConditionFieldKind.YesNo, ConditionOperator.Is, "false", "false", true)]
    [InlineData(ConditionFieldKind.YesNo, ConditionOperator.Is, "false", "null", false)]
    [InlineData(ConditionFieldKind.Choice, ConditionOperator.IsNot, "theft", "\"loss\"", true)]
    [InlineData(ConditionFieldKind.Text, ConditionOperator.Is, "a'\\\"b", "\"a'\\\\\\\"b\"", true)]
    [InlineData(ConditionFieldKind.Text, ConditionOperator.Contains, "电", "\"窃电\"", true)]
    [InlineData(ConditionFieldKind.Text, ConditionOperator.IsEmpty, "", "\"\"", true)]
    [InlineData(ConditionFieldKind.List, ConditionOperator.Contains, "seal", "[\"meter\",\"seal\"]", true)]
    [InlineData(ConditionFieldKind.List, ConditionOperator.IsEmpty, "", "[]", true)]
    public void A_comparison_holds_when_it_says_so(ConditionFieldKind kind, ConditionOperator @operator, string value, string answer, bool holds)
    {
        var clause = new ConditionClause("Answers.field", FlowFields.Script("Answers.field"), kind, @operator, value);

        Assert.Equal(holds, Holds(new Condition(true, [clause], []), $$"""{ "field": {{answer}} }"""));
        Assert.Equal(clause, Condition.Parse(clause.ToScript(), [new ConditionField("Answers.field", LocalizedText.Same("field"), kind, [], clause.Script)])?.Clauses.Single());
    }

    [Fact]
    public void A_step_that_was_not_reached_has_answered_nothing()
    {
        var clause = new ConditionClause("Answers.field", FlowFields.Script("Answers.field"), ConditionFieldKind.Number, ConditionOperator.Above, "1");

        Assert.False(Holds(new Condition(true, [clause], []), "null"));
    }

    [Theory]
    [InlineData(true, 1, 1, true)]
    [InlineData(true, 1, 0, false)]
    [InlineData(false, 1, 0, true)]
    [InlineData(false, 0, 0, false)]
    public void Parts_hold_together_or_one_for_all_and_groups_are_parts(bool isAll, int first, int second, bool holds)
    {
        ConditionClause Is(string field) => new(field, $"(variables.Answers || {{}}).{field}", ConditionFieldKind.Number, ConditionOperator.Is, "1");
        var condition = new Condition(isAll, [Is("a")], [new Condition(!isAll, [Is("b"), Is("b")], [])]);

        Assert.Equal(holds, Holds(condition, $$"""{ "a": {{first}}, "b": {{second}} }"""));
        Assert.Equal(condition.ToScript(), Condition.Parse(condition.ToScript(), [])!.ToScript());
    }

    [Fact]
    public void Everything_that_earlier_steps_ask_can_be_asked_about()
    {
        var text = File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "workflow.json"));
        var form = FormDefinitionReader.Read("on-site", 1, File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "forms", "on-site.json"))).Form!;

        var fields = FlowFields.Of(FlowDocument.Read(text), new Dictionary<string, FormDefinition> { ["on-site"] = form });

        Assert.Contains(fields, f => f is { Key: "AnalysisOutcome", Kind: ConditionFieldKind.Choice } && f.Options.Select(o => o.Label.Zh).SequenceEqual(["派发", "退回市公司"]));
        Assert.Contains(fields, f => f.Key == "Findings.confirmed" && f.Label.Zh.StartsWith("现场核查 · ", StringComparison.Ordinal));
        Assert.DoesNotContain(fields, f => f.Key.StartsWith("Ticket.", StringComparison.Ordinal));
    }

    /// <summary>Runs a decision with this condition over what a step has answered.</summary>
    private static bool Holds(Condition condition, string answers)
    {
        JsonObject Wrapped(string type, string value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
        JsonObject Line(string id) => new() { ["id"] = id, ["type"] = "Elsa.WriteLine", ["text"] = Wrapped("Literal", id) };
        JsonObject Way(string from, string port, string to) => new() { ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to } };
        var definition = new JsonObject
        {
            ["definitionId"] = "d",
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "Answers", ["typeName"] = "Object", ["value"] = JsonNode.Parse(answers) }),
            ["root"] = new JsonObject
            {
                ["id"] = "f",
                ["type"] = "Elsa.Flowchart",
                ["activities"] = new JsonArray(new JsonObject { ["id"] = "d", ["type"] = "Elsa.FlowDecision", ["condition"] = Wrapped("JavaScript", condition.ToScript()) }, Line("yes"), Line("no")),
                ["connections"] = new JsonArray(Way("d", "True", "yes"), Way("d", "False", "no")),
            },
        };
        var went = new List<string>();
        _ = new DefinitionRun(WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(definition)), onEvent: (_, fact) =>
        {
            if (fact is ActivityEvent { Name: ActivityEventName.Completed } done)
            {
                went.Add(done.ActivityId);
            }
        });
        Assert.True(went.Contains("yes") != went.Contains("no"), "The decision did not go one way.");
        return went.Contains("yes");
    }
}
