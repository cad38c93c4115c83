using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Expressions;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("'a' + 1", "a1")]
    [InlineData("1 + 2", "3")]
    [InlineData("0.5", "0.5")]
    [InlineData("true", "True")]
    [InlineData("null", "")]
    [InlineData("({ a: [1, '二'] })", """{"a":[1,"二"]}""")]
    [InlineData("const x = 2; x * 3", "6")]
    [InlineData("return 7;", "7")]
    [InlineData("x = 5; x", "5")]
    [InlineData("new Date().toISOString()", "2026-11-23T01:00:00.000Z")]
    [InlineData("now()", "2026-11-23T09:00:00.000+08:00")]
    [InlineData("new Date().getHours()", "9")]
    [InlineData("getWorkflowDefinitionId()", "drawn")]
    [InlineData("isNullOrEmpty('') && isNullOrWhiteSpace(' ')", "True")]
    [InlineData("org.county('420900101') + org.prefecture('420900101') + org.parent('4209001') + org.unit('4209001').name", "42090014209042090汉川")]
    [InlineData("org.county('nowhere')", "")]
    public void Scripts_give_their_last_value(string script, string expected) => Assert.Equal(expected, Written(Script(script)));

    [Theory]
    [InlineData("getVariable('Status')", "new")]
    [InlineData("variables.Status", "new")]
    [InlineData("getStatus()", "new")]
    [InlineData("getInput('name')", "Ann")]
    [InlineData("getName()", "Ann")]
    [InlineData("getVariable('nothing')", "")]
    public void Scripts_read_variables_and_inputs_in_every_spelling(string script, string expected) => Assert.Equal(expected, Written(Script(script)));

    [Theory]
    [InlineData("variables.Status = 'done'", "done")]
    [InlineData("setVariable('Status', 'done')", "done")]
    [InlineData("setStatus('done')", "done")]
    [InlineData("variables.Status = 5", "5")]
    public void Scripts_set_variables_in_every_spelling(string script, string expected)
    {
        var run = Run.Start(Workflow(Activity("js", "Elsa.RunJavaScript", ("script", Literal(script))), Variable("Status", "String", "new")));
        Assert.Equal(expected, (string?)run.Instance.Execution.Variables["Status"]);
    }

    [Theory]
    [InlineData("Object", "({a:1})", """{"a":1}""")]
    [InlineData("Object", "[1,2]", "[1,2]")]
    [InlineData("Boolean", "'true'", "true")]
    [InlineData("Int32", "'12'", "12")]
    [InlineData("Double", "1.5", "1.5")]
    [InlineData("String", "12", "\"12\"")]
    [InlineData("Object", "null", "null")]
    public void Assigning_to_a_variable_works_for_every_type(string type, string script, string expected)
    {
        var run = Run.Start(Workflow(Activity("js", "Elsa.RunJavaScript", ("script", Literal($"variables.V = {script}"))), Variable("V", type)));
        Assert.Equal(expected, run.Instance.Execution.Variables["V"]?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("Int32", "\"5\"", "5")]
    [InlineData("Int32", "5", "5")]
    [InlineData("Boolean", "\"true\"", "true")]
    [InlineData("Object", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("ObjectDictionary", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("Object", "[1]", "[1]")]
    [InlineData("String", "7", "\"7\"")]
    public void Defaults_of_every_JSON_type_are_accepted_and_typed(string type, string value, string expected)
    {
        var run = Run.Start(Workflow(Sequence("s"), Variable("V", type, JsonNode.Parse(value))));
        Assert.Equal(expected, run.Instance.Execution.Variables["V"]!.ToJsonString());
    }

    [Fact]
    public void Changing_an_object_in_place_changes_the_variable()
    {
        var run = Run.Start(Workflow(Activity("js", "Elsa.RunJavaScript", ("script", Literal("variables.T.list.push(3); getVariable('T').x = 1;"))), Variable("T", "Object", JsonNode.Parse("""{"list":[1]}"""))));
        Assert.Equal("""{"list":[1,3],"x":1}""", run.Instance.Execution.Variables["T"]!.ToJsonString());
    }

    [Fact]
    public void Nothing_leaks_from_one_script_to_the_next()
    {
        var run = Run.Start(Workflow(Sequence("s", LineOf("a", Script("leak = 5; var other = 1; 'a'")), LineOf("b", Script("typeof leak + typeof other")))));
        Assert.Equal(["a", "undefinedundefined"], run.Lines);
    }

    [Fact]
    public void Outputs_of_activities_can_be_read_by_name_and_id()
    {
        var js = Activity("js", "Elsa.RunJavaScript", ("script", Literal("({ n: 3 })")));
        js["name"] = "Compute";
        var run = Run.Start(Workflow(Sequence("s", js, LineOf("l", Script("getOutputFrom('Compute').n + getOutputFrom('js', 'Result').n + getLastResult().n + getResultFromCompute().n")))));
        Assert.Equal("12", run.Written);
    }

    [Fact]
    public void A_script_sets_the_outcomes_it_leaves_by()
    {
        var run = Run.Start(Graph([Activity("js", "Elsa.RunJavaScript", ("script", Literal("setOutcomes(['a','b'])"))), Line("x"), Line("y")], ["js.a -> x", "js.b -> y"]));
        Assert.Equal("x y", run.Written);
    }

    [Theory]
    [InlineData("Hello {{ Input.name }} {{ Variables.Status }}", "Hello Ann new")]
    [InlineData("{% for i in Variables.List %}{{ i }},{% endfor %}", "1,2,")]
    [InlineData("{{ Now }}", "2026-11-23T09:00:00.0000000+08:00")]
    public void Liquid_sees_variables_and_inputs(string template, string expected) => Assert.Equal(expected, Written(Wrap("Liquid", template)));

    [Theory]
    [InlineData("Variable", """{ "id": "v-Status", "name": "Status" }""", "new")]
    [InlineData("Input", """{ "name": "name" }""", "Ann")]
    [InlineData("Object", "\"{ \\\"a\\\": 1 }\"", """{"a":1}""")]
    [InlineData("Literal", "5", "5")]
    [InlineData("Literal", "\"text\"", "text")]
    public void Every_other_kind_of_expression_gives_its_value(string kind, string value, string expected) => Assert.Equal(expected, Written(Wrap(kind, JsonNode.Parse(value))));

    [Theory]
    [InlineData("JavaScript", "for(;;){}")]
    [InlineData("JavaScript", "let s = 'x'; while (true) s += s;")]
    [InlineData("JavaScript", "const f = () => f() + 1; f()")]
    [InlineData("JavaScript", "System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("JavaScript", "importNamespace('System')")]
    [InlineData("JavaScript", "eval('1')")]
    [InlineData("JavaScript", "new Function('return 1')()")]
    [InlineData("JavaScript", "Math.random()")]
    [InlineData("JavaScript", "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')")]
    [InlineData("JavaScript", "throw new Error('no')")]
    [InlineData("JavaScript", "this is no script")]
    [InlineData("JavaScript", "const a = {}; a.a = a; a")]
    [InlineData("Liquid", "{% include 'secret' %}")]
    [InlineData("Liquid", "{% for i in (1..1000000) %}xxxxxxxxxx{% endfor %}")]
    [InlineData("Liquid", "{{ 'now' | date: 'yyyy' }}")]
    [InlineData("Liquid", "{% if %}")]
    [InlineData("CSharp", "1 + 1")]
    [InlineData("Variable", "nowhere")]
    public void What_cannot_be_evaluated_is_an_incident_and_the_host_lives_on(string kind, string text)
    {
        var run = Run.Start(Graph([LineOf("l", Wrap(kind, text)), Line("after")], ["l -> after"]));
        Assert.Equal("Finished/Faulted", run.Status);
        Assert.Equal("l", Assert.Single(run.Instance.Incidents).ActivityId);
        Assert.DoesNotContain("after", run.Lines);
    }

    [Fact]
    public void A_script_that_never_ends_is_told_in_each_language()
    {
        var run = Run.Start(Graph([LineOf("l", Wrap("JavaScript", "for(;;){}"))], []));

        Assert.Equal("脚本出错：执行的语句数超出上限 / the script failed: it ran more statements than allowed", Assert.Single(run.Instance.Incidents).Message);
    }

    private static string Written(JsonObject text)
    {
        var run = Run.Start(
            Workflow(LineOf("l", text), Variable("Status", "String", "new"), Variable("List", "Object", JsonNode.Parse("[1,2]"))),
            new JsonObject { ["name"] = "Ann" });
        return run.Instance.Incidents.IsEmpty ? Assert.Single(run.Events.OfType<LineWritten>()).Text : run.Instance.Incidents[0].Message;
    }
}
