using System.Diagnostics;
using System.Text.Json.Nodes;
using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>What the judge accepts and refuses.</summary>
public sealed class FormValidatorTests
{
    private const string Photo = "{'id':'0198a1b2-0000-7000-8000-000000000001','fileName':'a.jpg','contentType':'image/jpeg','sha256':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA','length':10}";

    [Theory]
    [InlineData("text", "", "'  水表 '", "'水表'")]
    [InlineData("text", "", "'a\\nb'", "'a b'")]
    [InlineData("text", "", "''", null)]
    [InlineData("text", "", "12", "type")]
    [InlineData("text", ",'maxLength':3", "'abcd'", "length")]
    [InlineData("text", ",'minLength':3", "'ab'", "length")]
    [InlineData("text", ",'pattern':'[A-Z]{2}[0-9]+'", "'AB12'", "'AB12'")]
    [InlineData("text", ",'pattern':'[A-Z]{2}[0-9]+'", "'xAB12'", "pattern")]
    [InlineData("text", "", "'a\\u0000b'", "type")]
    [InlineData("multiline", "", "'a\\r\\nb'", "'a\\nb'")]
    [InlineData("number", "", "12.50", "12.5")]
    [InlineData("number", "", "1e2", "100")]
    [InlineData("number", "", "'12'", "type")]
    [InlineData("number", "", "true", "type")]
    [InlineData("number", "", "1e300", "type")]
    [InlineData("number", ",'min':0", "-0.1", "range")]
    [InlineData("number", ",'max':10", "10.01", "range")]
    [InlineData("number", ",'decimals':2", "1.005", "range")]
    [InlineData("number", ",'decimals':2", "1.25", "1.25")]
    [InlineData("number", ",'min':1,'step':0.5", "2.5", "2.5")]
    [InlineData("number", ",'min':1,'step':0.5", "2.4", "range")]
    [InlineData("number", ",'step':0.1", "0.3", "0.3")]
    [InlineData("date", "", "'2026-02-28'", "'2026-02-28'")]
    [InlineData("date", "", "'2026-02-30'", "type")]
    [InlineData("date", "", "'23.11.2026'", "type")]
    [InlineData("date", ",'max':'today'", "'2026-11-23'", "'2026-11-23'")]
    [InlineData("date", ",'max':'today'", "'2026-11-24'", "range")]
    [InlineData("date", ",'min':'2026-01-01'", "'2025-12-31'", "range")]
    [InlineData("time", "", "'14:05'", "'14:05'")]
    [InlineData("time", "", "'24:05'", "type")]
    [InlineData("datetime", "", "'2026-11-23T14:05+08:00'", "'2026-11-23T14:05:00+08:00'")]
    [InlineData("datetime", "", "'2026-11-23T14:05'", "type")]
    [InlineData("datetime", ",'max':'now'", "'2026-11-23T06:05:00Z'", "'2026-11-23T06:05:00+00:00'")]
    [InlineData("datetime", ",'max':'now'", "'2026-11-23T06:05:01Z'", "range")]
    [InlineData("select", ",'options':[{'value':'a','label':'A'}]", "'a'", "'a'")]
    [InlineData("select", ",'options':[{'value':'a','label':'A'}]", "'b'", "option")]
    [InlineData("select", ",'options':[{'value':'a','label':'A'}]", "1", "type")]
    [InlineData("select", ",'source':'units'", "'whatever the host knows'", "'whatever the host knows'")]
    [InlineData("checklist", ",'options':[{'value':'a','label':'A'},{'value':'b','label':'B'}]", "['b','a']", "['b','a']")]
    [InlineData("checklist", ",'options':[{'value':'a','label':'A'}]", "['a','a']", "option")]
    [InlineData("checklist", ",'options':[{'value':'a','label':'A'}]", "'a'", "type")]
    [InlineData("checklist", ",'options':[{'value':'a','label':'A'},{'value':'b','label':'B'}],'minItems':2", "['b']", "count")]
    [InlineData("checklist", ",'options':[{'value':'a','label':'A'},{'value':'b','label':'B'}],'maxItems':1", "['a','b']", "count")]
    [InlineData("checkbox", "", "true", "true")]
    [InlineData("checkbox", "", "'true'", "type")]
    [InlineData("checkbox", ",'required':true", "false", "required")]
    [InlineData("yesno", ",'required':true", "false", "false")]
    [InlineData("yesno", ",'required':true", "null", "required")]
    [InlineData("yesno", "", "0", "type")]
    [InlineData("photo", "", "[" + Photo + "]", null)]
    [InlineData("photo", "", "[" + Photo + "," + Photo + "]", "type")]
    [InlineData("photo", ",'maxBytes':9", "[" + Photo + "]", "size")]
    [InlineData("photo", ",'max':1", "[1,2]", "count")]
    [InlineData("photo", ",'min':1", "[]", "required")]
    [InlineData("photo", ",'min':2,'required':false", "[]", "[]")]
    [InlineData("photo", ",'min':2,'required':false", "[" + Photo + "]", "count")]
    [InlineData("photo", "", "[{'id':'no guid'}]", "type")]
    [InlineData("photo", "", "['a.jpg']", "type")]
    [InlineData("location", "", "{'lon':113.9,'lat':30.6,'accuracy':8}", "{'lon':113.9,'lat':30.6,'at':null,'accuracy':8,'datum':'WGS-84'}")]
    [InlineData("location", "", "{'lon':213.9,'lat':30.6}", "type")]
    [InlineData("location", "", "{'lon':113.9,'lat':30.6,'extra':1}", "type")]
    [InlineData("location", "", "{'lon':113.9,'lat':30.6,'datum':'BD-09'}", "type")]
    [InlineData("track", ",'minPoints':2", "{'points':[{'lon':1,'lat':2,'at':'2026-11-23T06:05:00Z'}]}", "count")]
    [InlineData("track", ",'required':true", "{'points':[]}", "required")]
    [InlineData("track", "", "{'points':[{'lon':1,'lat':2}]}", "type")]
    [InlineData("track", ",'maxPoints':1", "{'points':[{},{}]}", "count")]
    [InlineData("signature", "", "{'svg':'M0 0L10.5 -3','signedAt':'2026-11-23T14:05:00+08:00'}", "{'svg':'M0 0L10.5 -3','signedAt':'2026-11-23T14:05:00+08:00'}")]
    [InlineData("signature", "", "{'svg':'<script>','signedAt':'2026-11-23T14:05:00+08:00'}", "type")]
    [InlineData("table", ",'columns':[{'key':'a','kind':'number'}]", "[{'a':1},{}]", "[{'a':1},{}]")]
    [InlineData("table", ",'columns':[{'key':'a','kind':'number'}],'maxRows':1", "[{},{}]", "count")]
    [InlineData("table", ",'columns':[{'key':'a','kind':'number'}],'minRows':1", "[]", "required")]
    [InlineData("table", ",'columns':[{'key':'a','kind':'number'}],'minRows':2", "[{}]", "count")]
    [InlineData("table", ",'columns':[{'key':'a','kind':'number'}]", "[1]", "type")]
    [InlineData("table", ",'columns':[{'key':'a','kind':'number'}]", "{'0':{}}", "type")]
    public void A_value_is_read_strictly_by_its_kind(string kind, string members, string value, string? expected)
    {
        var form = Given.Form($"{{'key':'x','kind':'{kind}'{members}}}");

        var verdict = Given.Judge(form, $"{{'x':{value}}}");

        if (expected is not null && char.IsAsciiLetter(expected[0]) && expected is not ("true" or "false"))
        {
            Assert.Null(verdict.Accepted);
            Assert.Equal($"x:{expected}", Given.Codes(verdict.Problems));
            Assert.Contains("x", verdict.Problems[0].Message.Zh, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("", Given.Codes(verdict.Problems));
            if (kind != "photo" || expected is not null)
            {
                Assert.Equal(expected?.Replace('\'', '"'), verdict.Accepted!["x"]?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
            }
        }
    }

    [Fact]
    public void A_photo_is_stored_in_one_form()
    {
        var verdict = Given.Judge(Given.Form("{'key':'x','kind':'photo','min':1}"), $"{{'x':[{Photo}]}}");

        var photo = verdict.Accepted!["x"]![0]!;
        Assert.Equal(new string('a', 64), photo["sha256"]!.GetValue<string>());
        Assert.Equal(8, photo.AsObject().Count);
    }

    [Fact]
    public void A_member_that_is_no_field_is_refused_and_named()
    {
        var form = Given.Form("{'key':'a','kind':'text'},{'key':'s','kind':'section','fields':[{'key':'t','kind':'table','columns':[{'key':'c','kind':'text'},{'key':'show','kind':'context','value':'row.c'}]}]}");

        var verdict = Given.Judge(form, "{'a':'x','b':1,'s':{},'t':[{'c':'1','d':2,'show':'x'}],'__proto__':{'a':'y'}}", skips: true);

        Assert.Equal("b:unknown s:unknown t[0].d:unknown t[0].show:unknown __proto__:unknown", Given.Codes(verdict.Problems));
        Assert.Null(verdict.Accepted);
    }

    [Fact]
    public void Read_only_computed_and_hidden_fields_ignore_what_was_sent()
    {
        var form = Given.Form("""
            {'key':'byForm','kind':'text','readOnly':true},
            {'key':'byStep','kind':'number'},
            {'key':'box','kind':'section','fields':[{'key':'inBox','kind':'text'}]},
            {'key':'total','kind':'number','decimals':2,'compute':'data.byStep * 1.005'},
            {'key':'gone','kind':'text'},
            {'key':'folded','kind':'section','visible':'data.byStep > 100','fields':[{'key':'inFold','kind':'text','required':true}]}
            """);

        var verdict = Given.Judge(
            form,
            "{'byForm':'mine','byStep':999,'inBox':'mine','total':1,'gone':'mine','inFold':'mine'}",
            data: "{'byForm':'theirs','byStep':'20','inBox':'theirs','gone':'theirs'}",
            readOnly: ["byStep", "box"],
            hidden: ["gone", "no such field"]);

        Assert.Equal("""{"byForm":"theirs","byStep":20,"inBox":"theirs","total":20.1}""", verdict.Accepted!.ToJsonString());
    }

    [Fact]
    public void What_the_step_makes_read_only_is_not_demanded_again_but_what_the_form_makes_read_only_is()
    {
        var form = Given.Form("{'key':'a','kind':'text','required':true},{'key':'b','kind':'text','required':true,'readOnly':true}");

        Assert.Equal("b:required", Given.Codes(Given.Judge(form, "{}", readOnly: ["a"]).Problems));
    }

    [Fact]
    public void An_outcome_that_skips_validation_forgives_what_is_missing_but_not_what_does_not_fit()
    {
        var form = Given.Form(
            "{'key':'a','kind':'text','required':true},{'key':'n','kind':'number','min':5},{'key':'t','kind':'table','minRows':2,'columns':[{'key':'c','kind':'date','required':true}]}",
            "{'assert':'data.a === data.n','message':'never'}");

        Assert.Equal("""{"n":1,"t":[{}]}""", Given.Judge(form, "{'n':1,'t':[{}]}", skips: true).Accepted!.ToJsonString());
        Assert.Equal("n:type t[0].c:type", Given.Codes(Given.Judge(form, "{'n':'1','t':[{'c':'soon'}]}", skips: true).Problems));
        Assert.Equal("a:required n:range t:count t[0].c:required :rule", Given.Codes(Given.Judge(form, "{'n':1,'t':[{}]}").Problems));
    }

    [Fact]
    public void Rules_say_what_must_hold_and_what_must_not_happen()
    {
        var form = Given.Form(
            "{'key':'a','kind':'number','rules':[{'assert':'value < data.b','message':'a below b'},{'when':'value === 13','message':'unlucky'}]},{'key':'b','kind':'number'}",
            "{'when':'data.a !== null','assert':'data.b !== null','message':'b too','field':'b'},{'when':'data.a + data.b > 100','message':'too much'}");

        Assert.Equal("", Given.Codes(Given.Judge(form, "{'a':1,'b':2}").Problems));
        Assert.Equal("", Given.Codes(Given.Judge(form, "{}").Problems));
        Assert.Equal("a:rule b:rule", Given.Codes(Given.Judge(form, "{'a':1}").Problems));
        Assert.Equal("a:rule :rule", Given.Codes(Given.Judge(form, "{'a':13,'b':88}").Problems));
        Assert.Equal("too much", Given.Judge(form, "{'a':13,'b':88}").Problems[1].Message.En);
    }

    [Fact]
    public void Four_sections_must_all_be_answered()
    {
        var sections = string.Join(',', new[] { "base", "meter", "bill", "tariff" }.Select(name =>
            $"{{'key':'{name}','kind':'section','fields':[{{'key':'{name}Result','kind':'radio','required':true,'options':[{{'value':'ok','label':'OK'}},{{'value':'bad','label':'Bad'}}]}}]}}"));
        var form = Given.Form(sections);

        Assert.Equal("billResult:required", Given.Codes(Given.Judge(form, "{'baseResult':'ok','meterResult':'bad','tariffResult':'ok'}").Problems));
        Assert.NotNull(Given.Judge(form, "{'baseResult':'ok','meterResult':'bad','billResult':'ok','tariffResult':'ok'}").Accepted);
    }

    [Fact]
    public void Confirmed_findings_demand_the_four_rectification_fields()
    {
        const string Confirmed = "'required':'data.confirmed === true'";
        var form = Given.Form($"{{'key':'confirmed','kind':'yesno','required':true}},{{'key':'started','kind':'datetime',{Confirmed}}},{{'key':'result','kind':'text',{Confirmed}}},{{'key':'number','kind':'text',{Confirmed}}},{{'key':'verifier','kind':'text',{Confirmed}}}");

        Assert.Equal("confirmed:required", Given.Codes(Given.Judge(form, "{}").Problems));
        Assert.Equal("", Given.Codes(Given.Judge(form, "{'confirmed':false}").Problems));
        Assert.Equal("started:required result:required number:required verifier:required", Given.Codes(Given.Judge(form, "{'confirmed':true}").Problems));
    }

    [Fact]
    public void Fixed_rows_keep_their_read_only_columns_and_their_number()
    {
        var form = Given.Form("{'key':'t','kind':'table','fixedRows':true,'columns':[{'key':'what','kind':'text','readOnly':true},{'key':'found','kind':'yesno','required':true}]}");
        const string Data = "{'t':[{'what':'one'},{'what':'two'}]}";

        Assert.Equal(
            """{"t":[{"what":"one","found":true},{"what":"two","found":false}]}""",
            Given.Judge(form, "{'t':[{'what':'forged','found':true},{'found':false}]}", Data).Accepted!.ToJsonString());
        Assert.Equal("t[1].found:required", Given.Codes(Given.Judge(form, "{'t':[{'found':true},{}]}", Data).Problems));
        Assert.Contains("t:count", Given.Codes(Given.Judge(form, "{'t':[{'found':true}]}", Data, skips: true).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_whose_expression_fails_is_told_never_passed()
    {
        var form = Given.Form("{'key':'a','kind':'text','required':'data.a.length.x.y','compute':'null.x'},{'key':'b','kind':'text','rules':[{'assert':'context.missing.deep','message':'m'}]}");

        Assert.Equal("a:expression a:expression b:expression", Given.Codes(Given.Judge(form, "{'b':'x'}").Problems));
        Assert.NotNull(Given.Judge(form, "{'b':'x'}", skips: true).Accepted);
    }

    [Theory]
    [InlineData("(() => { while (true) {} })()")]
    [InlineData("(f => f(f))(f => f(f))")]
    [InlineData("Array.from({ length: 1e9 }).length")]
    [InlineData("'x'.repeat(2 ** 29).length")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + '!')")]
    public void An_endless_expression_is_stopped_and_told(string expression)
    {
        var fields = string.Join(',', Enumerable.Range(0, 50).Select(i => $"{{'key':'f{i}','kind':'number','compute':{JsonValue.Create(expression).ToJsonString().Replace("\\u0027", "\\u0027", StringComparison.Ordinal)}}}"));
        var form = Given.Form(fields);
        var clock = Stopwatch.StartNew();

        var verdict = Given.Judge(form, "{}");

        Assert.Equal(50, verdict.Problems.Length);
        Assert.All(verdict.Problems, problem => Assert.Equal("expression", problem.Code));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }

    [Fact]
    public void What_is_too_deep_too_large_or_twofold_is_refused_before_it_is_looked_at()
    {
        var form = Given.Form("{'key':'a','kind':'text'},{'key':'t','kind':'table','columns':[{'key':'c','kind':'text'}]}");
        var deep = new JsonObject();
        for (var (at, i) = (deep, 0); i < 5000; i++)
        {
            var next = new JsonObject();
            at["a"] = next;
            at = next;
        }

        var huge = new JsonObject { ["a"] = new string('x', 5 << 20) };
        var many = new JsonObject { ["t"] = new JsonArray([.. Enumerable.Range(0, 300_000).Select(_ => (JsonNode)1)]) };
        var twice = JsonNode.Parse("""{"a":"x","a":"y"}""")!.AsObject();

        foreach (var hostile in new[] { deep, huge, many, twice })
        {
            var verdict = FormValidator.Validate(form, [], hostile, [], [], true, Given.Now);
            Assert.Equal(":size", Given.Codes(verdict.Problems));
        }
    }

    [Fact]
    public void Words_of_the_language_in_the_tasks_data_are_plain_data()
    {
        var form = Given.Form("{'key':'a','kind':'text','compute':'String(context.deep.polluted) + ({}).polluted'}");

        var verdict = Given.Judge(form, "{}", data: "{'__proto__':{'polluted':1},'deep':{'__proto__':{'polluted':1},'toString':1}}");

        Assert.Equal("undefinedundefined", verdict.Accepted!["a"]!.GetValue<string>());
    }
}
