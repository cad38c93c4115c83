using System.Text.Json.Nodes;
using CsCheck;
using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>A form being filled in: step by step it is what it would be if everything were looked at anew.</summary>
public sealed class FormStateTests
{
    private const string Fields = """
        {'key':'mode','kind':'radio','options':[{'value':'on','label':'On'},{'value':'off','label':'Off'}]},
        {'key':'a','kind':'number','min':0,'required':'data.mode === "on"'},
        {'key':'b','kind':'number','readOnly':'data.a > 50','default':7},
        {'key':'double','kind':'number','compute':'(data.a ?? 0) * 2 + (data.b ?? 0)'},
        {'key':'box','kind':'section','visible':'data.mode !== "off"','fields':[
          {'key':'note','kind':'text','maxLength':5,'rules':[{'when':'data.double > 10','assert':'value.length > 2','message':'longer'}]},
          {'key':'inner','kind':'section','readOnly':'data.double > 90','fields':[{'key':'flag','kind':'checkbox'},{'key':'list','kind':'checklist','options':[{'value':'x','label':'X'},{'value':'y','label':'Y'}]}]}]},
        {'key':'rows','kind':'table','visible':'data.flag || data.mode === "on"','minRows':1,'maxRows':4,'columns':[
          {'key':'n','kind':'number','required':'data.a > 10'},
          {'key':'half','kind':'number','decimals':1,'compute':'row.n / 2 + rowIndex + (data.b ?? 0) / 10'},
          {'key':'t','kind':'text','visible':'row.half > 3','rules':[{'assert':'data.rows.filter(r => r.t === value).length === 1','message':'twice'}]},
          {'key':'show','kind':'context','value':'`${row.t}-${data.note}`'}]},
        {'key':'total','kind':'number','compute':'sum(data.rows, "half") + data.list.length'},
        {'key':'count','kind':'context','value':'Object.keys(data).filter(k => !isEmpty(data[k])).length'}
        """;

    private const string Rules = "{'assert':'data.total === null || data.total < 40','message':'total'},{'when':'data.flag','assert':'data.note !== null','message':'note','field':'note'}";

    private static readonly FormDefinition s_form = Given.Form(
        System.Text.RegularExpressions.Regex.Replace(Fields, "\"(on|off|half)\"", "\\u0022$1\\u0022").Replace("`", "\\u0060", StringComparison.Ordinal), Rules);

    private abstract record Act;

    private sealed record Set(string Key, JsonNode? Value) : Act;

    private sealed record Cell(int Row, string Column, JsonNode? Value) : Act;

    private sealed record Add : Act;

    private sealed record Remove(int Row) : Act;

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<JsonNode?> s_number = Gen.OneOf(
        Gen.Int[-5, 120].Select(n => (JsonNode?)JsonValue.Create(n)), Gen.Const((JsonNode?)null), Gen.Const(0).Select(_ => (JsonNode?)JsonValue.Create("12")), Gen.Double[0, 9].Select(d => (JsonNode?)JsonValue.Create(Math.Round(d, 2))));

    private static readonly Gen<JsonNode?> s_text = OneOf("", "x", "yy", "zzz", "too long", " pad ").Select(text => (JsonNode?)JsonValue.Create(text));

    private static readonly Gen<Act> s_act = Gen.OneOf<Act>(
        OneOf<string?>("on", "off", "odd", null).Select(mode => (Act)new Set("mode", mode)),
        s_number.Select(n => (Act)new Set("a", n)),
        s_number.Select(n => (Act)new Set("b", n)),
        s_text.Select(text => (Act)new Set("note", text)),
        Gen.Bool.Select(flag => (Act)new Set("flag", flag)),
        OneOf("[]", "[\"x\"]", "[\"y\",\"x\"]", "[1]").Select(list => (Act)new Set("list", JsonNode.Parse(list))),
        Gen.Select(Gen.Int[0, 3], s_number, (row, n) => (Act)new Cell(row, "n", n)),
        Gen.Select(Gen.Int[0, 3], s_text, (row, text) => (Act)new Cell(row, "t", text)),
        Gen.Const(0).Select(_ => (Act)new Add()),
        Gen.Int[0, 3].Select(row => (Act)new Remove(row)));

    [Fact]
    public void Step_by_step_gives_the_same_as_all_at_once() => s_act.Array[1, 25].Sample(
        acts =>
        {
            var state = Given.State(s_form);
            var looks = Looks(state);
            foreach (var act in acts)
            {
                var told = Do(state, act);
                var now = Looks(state);
                Assert.Subset(told.ToHashSet(), Differing(looks, now));
                looks = now;
            }

            var fresh = FormState.Create(s_form, state.Step, state.Draft());
            Assert.Equal(Looks(fresh), looks);
            Assert.Equal(Given.Codes(fresh.Problems), Given.Codes(state.Problems));
            Assert.Equal(Given.Codes(fresh.StructuralProblems), Given.Codes(state.StructuralProblems));
        },
        iter: 400);

    [Fact]
    public void What_is_accepted_is_accepted_again_and_stays_the_same() => s_act.Array[1, 25].Sample(
        acts =>
        {
            var state = Given.State(s_form);
            foreach (var act in acts)
            {
                Do(state, act);
            }

            foreach (var skips in new[] { false, true })
            {
                var first = FormValidator.Validate(s_form, [], state.Data(), [], [], skips, Given.Now);
                if (first.Accepted is { } accepted)
                {
                    var second = FormValidator.Validate(s_form, [], accepted, [], [], skips, Given.Now);
                    Assert.Equal(accepted.ToJsonString(), second.Accepted?.ToJsonString());
                }
            }

            if (state.Problems.IsEmpty)
            {
                Assert.Equal(state.Data().ToJsonString(), FormValidator.Validate(s_form, [], state.Data(), [], [], false, Given.Now).Accepted?.ToJsonString());
            }
        },
        iter: 300);

    [Fact]
    public void A_draft_brings_everything_back() => s_act.Array[1, 25].Sample(
        acts =>
        {
            var state = Given.State(s_form);
            foreach (var act in acts)
            {
                Do(state, act);
            }

            var draft = state.Draft();
            Assert.Equal(draft.ToJsonString(), FormState.Create(s_form, state.Step, JsonNode.Parse(draft.ToJsonString())!.AsObject()).Draft().ToJsonString());
        },
        iter: 300);

    [Fact]
    public void Fields_start_with_the_tasks_data_else_with_their_default()
    {
        var form = Given.Form("{'key':'a','kind':'number','default':1},{'key':'b','kind':'number','default':1},{'key':'c','kind':'text','defaultFrom':'context.who + today'},{'key':'d','kind':'number','default':1},{'key':'t','kind':'table','columns':[{'key':'x','kind':'text','default':'new'}]}");
        var state = Given.State(form, data: "{'a':'5','d':'no number','who':'me ','t':[{'x':'old','y':1}]}");

        Assert.Equal("""{"a":5,"b":1,"c":"me 2026-11-23","d":1,"t":[{"x":"old"}]}""", state.Data().ToJsonString());
        state.AddRow("t");
        Assert.Equal("""[{"x":"old"},{"x":"new"}]""", state.Data()["t"]!.ToJsonString());
        Assert.Equal("""{"t":[]}""", Given.State(form, typed: "{}").Data().ToJsonString());
    }

    [Fact]
    public void Helpers_count_as_a_bill_does()
    {
        var form = Given.Form("""
            {'key':'r1','kind':'number','compute':'round(2.5)'},{'key':'r2','kind':'number','compute':'round(1.005, 2)'},{'key':'r3','kind':'number','compute':'round(-2.5)'},{'key':'r4','kind':'number','compute':'round(1e-7, 3)'},
            {'key':'s','kind':'number','compute':'0.1 + 0.2'},{'key':'m','kind':'number','compute':'sum([0.1, null, 0.7])'},
            {'key':'d','kind':'number','compute':'daysBetween(\u00272026-02-27\u0027, \u00272026-03-01T01:00:00+08:00\u0027)'},{'key':'e','kind':'text','compute':'[isEmpty([]), isEmpty({}), isEmpty(0), isEmpty(false), isEmpty(null)].join()'},
            {'key':'n','kind':'text','compute':'now'}
            """);

        Assert.Equal(
            """{"r1":3,"r2":1.01,"r3":-3,"r4":0,"s":0.3,"m":0.8,"d":2,"e":"true,true,false,false,true","n":"2026-11-23T14:05:00+08:00"}""",
            Given.State(form).Data().ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public void Five_hundred_rows_answer_a_key_in_a_moment()
    {
        var form = Given.Form("{'key':'t','kind':'table','columns':[{'key':'n','kind':'number','required':true},{'key':'m','kind':'number','compute':'row.n * 2'},{'key':'w','kind':'text','visible':'row.m > 10'}]},{'key':'sum','kind':'number','compute':'sum(data.t, \\u0022m\\u0022)'}");
        var rows = string.Join(',', Enumerable.Range(0, 500).Select(i => $"{{'n':{i}}}"));
        var state = Given.State(form, typed: $"{{'t':[{rows}]}}");

        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
        {
            state.SetCell("t", i, "n", 1000);
        }

        Assert.Equal(249500 - (19 * 20) + 40000, state["sum"].Value!.GetValue<decimal>());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(4), $"20 keys took {clock.Elapsed}");
    }

    private static IReadOnlyCollection<string> Do(FormState state, Act act)
    {
        var rows = state.Draft()["rows"] as JsonArray ?? [];
        return act switch
        {
            Set set => state.Set(set.Key, set.Value),
            Cell cell when cell.Row < rows.Count => state.SetCell("rows", cell.Row, cell.Column, cell.Value),
            Add when rows.Count < 4 => state.AddRow("rows"),
            Remove remove when remove.Row < rows.Count => state.RemoveRow("rows", remove.Row),
            _ => [],
        };
    }

    private static Dictionary<string, string> Looks(FormState state) => s_form.AllFields.ToDictionary(field => field.Key, field =>
        string.Join(" | ", state[field.Key].Rows.SelectMany(row => row.Cells).Prepend(state[field.Key]).Select(Look)));

    private static string Look(FieldState field) =>
        $"{field.Path} {field.Visible} {field.ReadOnly} {field.Required} {field.Value?.ToJsonString()} {Given.Codes(field.Problems)}";

    private static HashSet<string> Differing(Dictionary<string, string> before, Dictionary<string, string> now) =>
        now.Where(look => before[look.Key] != look.Value).Select(look => look.Key).ToHashSet();
}
