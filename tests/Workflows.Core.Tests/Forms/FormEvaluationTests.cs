using System.Text.Json.Nodes;
using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>A change runs the expressions that read what has changed, and no others.</summary>
public sealed class FormEvaluationTests
{
    private const int Rows = 50;
    private const int Chains = 100;

    private static readonly FormState s_state = Given.State(Large(), Typed());

    [Theory]
    [InlineData("lonely", 0)] // nobody reads it
    [InlineData("limit", Rows)] // one rule of one column in every row, and nothing else
    [InlineData("read0", 3)] // a computed field and what depends on it, and the rule of the form that reads that
    public void A_field_costs_what_reads_it(string key, int evaluations) =>
        Assert.Equal(evaluations, Evaluations(s => s.Set(key, JsonValue.Create(7.5m))));

    [Fact]
    public void A_cell_costs_what_reads_it_in_its_row_and_what_reads_the_table() =>
        Assert.Equal(2 + 1, Evaluations(s => s.SetCell("rows", 20, "a3", JsonValue.Create(9))));

    [Fact]
    public void The_whole_form_is_thousands_of_times_dearer() =>
        Assert.True(Given.State(Large(), Typed()).Evaluations > 2_000 * 3, "The form has too few rules to say anything.");

    [Fact]
    public void What_is_evaluated_step_by_step_is_what_it_would_be_all_at_once()
    {
        var state = Given.State(Large(), Typed());
        state.SetCell("rows", 3, "a7", JsonValue.Create(-4));
        state.Set("limit", JsonValue.Create(2));
        state.SetCell("rows", 49, "a0", JsonValue.Create(1));
        state.RemoveRow("rows", 10);
        state.SetCell("rows", 10, "a1", null);

        var fresh = FormState.Create(state.Form, state.Step, state.Draft());
        Assert.Equal(Given.Codes(fresh.Problems), Given.Codes(state.Problems));
        Assert.True(JsonNode.DeepEquals(fresh.Data(), state.Data()));
    }

    private static long Evaluations(Action<FormState> change)
    {
        var before = s_state.Evaluations;
        change(s_state);
        return s_state.Evaluations - before;
    }

    /// <summary>300 fields and columns, with a rule or a computation at most of them.</summary>
    private static FormDefinition Large()
    {
        var pairs = Enumerable.Range(0, 45).Select(n => $"{{'key':'read{n}','kind':'number'}},{{'key':'made{n}','kind':'number','compute':'(data.read{n} ?? 0) * 2','required':'data.made{n} > 1'}}");
        var columns = Enumerable.Range(0, Chains).Select(n => $"{{'key':'a{n}','kind':'number'{(n == 0 ? ",'rules':[{'assert':'value < data.limit','message':'m'}]" : "")}}},{{'key':'b{n}','kind':'number','compute':'row.a{n} + {n}','required':'row.a{n} > 3'}}");
        return Given.Form(
            $"{{'key':'lonely','kind':'number'}},{{'key':'limit','kind':'number'}},{string.Join(',', pairs)},{{'key':'rows','kind':'table','columns':[{string.Join(',', columns)}]}},{{'key':'total','kind':'number','compute':'sum(data.rows, \\u0022b3\\u0022)'}}",
            "{'assert':'data.made0 !== 1','message':'m'},{'assert':'data.made1 !== 1','message':'m'}");
    }

    private static string Typed()
    {
        var row = new JsonObject(Enumerable.Range(0, Chains).Select(n => KeyValuePair.Create($"a{n}", (JsonNode?)n)));
        return new JsonObject { ["limit"] = 1000, ["rows"] = new JsonArray([.. Enumerable.Range(0, Rows).Select(_ => row.DeepClone())]) }.ToJsonString();
    }
}
