using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;

namespace Workflows.Core.Tests.Flow;

/// <summary>What inputs came to follows from the facts.</summary>
public sealed class EvaluatedInputsTests
{
    [Fact]
    public void An_input_has_the_value_that_its_variables_had_when_it_began() =>
        Assert.Equal(["a", "b"], Texts("""
            { "definitionId": "d", "variables": [{ "id": "v", "name": "V", "typeName": "String", "value": "a" }], "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
              { "id": "w1", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Variable", "value": { "id": "v" } } } },
              { "id": "x", "type": "Elsa.SetVariable", "variable": { "id": "v" }, "value": { "typeName": "String", "expression": { "type": "Literal", "value": "b" } } },
              { "id": "w2", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Liquid", "value": "{{ Variables.V }}" } } }] } }
            """));

    [Theory]
    [InlineData("Elsa.ForEach", """ "items": { "typeName": "Object", "expression": { "type": "Object", "value": "[\"x\", \"y\"]" } } """, "x0", "y1")]
    [InlineData("Elsa.ParallelForEach", """ "items": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "['x', 'y']" } } """, "x0", "y1")]
    public void In_a_loop_it_has_that_of_its_item(string loop, string items, params string[] expected) =>
        Assert.Equal(expected, Texts($$"""
            { "definitionId": "d", "root": { "id": "l", "type": "{{loop}}", {{items}}, "body":
              { "id": "w", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "variables.CurrentValue + variables.CurrentIndex" } } } } }
            """));

    [Fact]
    public void A_counting_loop_counts_in_its_direction() =>
        Assert.Equal(["3", "2", "1"], Texts("""
            { "definitionId": "d", "root": { "id": "l", "type": "Elsa.For",
              "start": { "typeName": "Int32", "expression": { "type": "Literal", "value": 3 } }, "end": { "typeName": "Int32", "expression": { "type": "Literal", "value": 1 } }, "step": { "typeName": "Int32", "expression": { "type": "Literal", "value": 1 } }, "body":
              { "id": "w", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "String(variables.CurrentValue)" } } } } }
            """));

    [Fact]
    public void Of_what_history_does_not_tell_nothing_is_said() =>
        Assert.Equal([null, null], Texts("""
            { "definitionId": "d", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
              { "id": "r", "type": "Elsa.RunJavaScript", "script": { "typeName": "String", "expression": { "type": "Literal", "value": "1" } } },
              { "id": "w1", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "getOutputFrom('r')" } } },
              { "id": "w2", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "newGuid()" } } }] } }
            """));

    [Fact]
    public void What_an_expression_sets_on_the_way_is_not_kept() =>
        Assert.Equal(["2", "2"], Texts("""
            { "definitionId": "d", "variables": [{ "id": "v", "name": "V", "typeName": "Int32", "value": 1 }], "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
              { "id": "w1", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "setV(getV() + 1), String(getV())" } } },
              { "id": "w2", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "String(getV())" } } }] } }
            """));

    /// <summary>The texts of the lines that were written, in order.</summary>
    private static IEnumerable<string?> Texts(string definition)
    {
        var read = WorkflowDefinitionReader.Read(definition);
        var facts = new List<(DateTimeOffset, InstanceEvent)>();
        var run = new DefinitionRun(WorkflowPackageReader.OfDefinition(read), onEvent: (instance, fact) => facts.Add((instance.UpdatedAt, fact)));
        Assert.Empty(run.Instance.Incidents);
        var inputs = EvaluatedInputs.Of(read, run.Instance, facts, OrgChart.Empty, TimeSpan.Zero);
        return [.. facts.Select(f => f.Item2).OfType<ActivityEvent>().Where(e => e is { Name: ActivityEventName.Started, ActivityType: "Elsa.WriteLine" }).Select(e => inputs.Find(e.ActivityInstanceId, "text") is { } value ? value.ToString() : null)];
    }
}
