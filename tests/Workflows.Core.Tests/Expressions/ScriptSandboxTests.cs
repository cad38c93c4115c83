using System.Diagnostics;
using System.Text.Json.Nodes;
using Workflows.Core.Expressions;

namespace Workflows.Core.Tests.Expressions;

/// <summary>The sandbox stops what must be stopped, lives on, and carries JSON in and out unchanged.</summary>
public sealed class ScriptSandboxTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 14, 5, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("while(true){}", "statements")]
    [InlineData("for(;;);", "statements")]
    [InlineData("(f => f(f))(f => f(f))", "nest deeper")]
    [InlineData("let o = {}; o.toString = () => o + ''; o + ''", "call stack")]
    [InlineData("class A { constructor() { new A() } }; new A()", "")]
    [InlineData("'x'.repeat(2 ** 29)", "string length")]
    [InlineData("new Array(1e9).fill(0)", "memory|array size")]
    [InlineData("Array.from({length: 1e9}, x => x)", "memory|array size")]
    [InlineData("let s = 'x'; while (true) s += s", "memory")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + '!')", "regular expression")]
    [InlineData("new ArrayBuffer(1e9)", "not defined")]
    [InlineData("new Uint8Array(1e9)", "not defined")]
    [InlineData("Math.random()", "not a function")]
    [InlineData("new Function('return 1')()", "disabled")]
    [InlineData("(() => 1).constructor('return 1')()", "disabled")]
    [InlineData("eval('1')", "disabled")]
    [InlineData("System.IO.File", "not defined")]
    [InlineData("importNamespace('System')", "not defined")]
    [InlineData("throw new Error('mine')", "mine")]
    [InlineData("let a = []; a.push(a); a", "nests deeper")]
    [InlineData("(async () => 1)()", "promise")]
    [InlineData("({ get x() { while (true) {} } })", "statements")]
    public void A_script_that_goes_too_far_is_stopped_with_a_reason(string script, string reason)
    {
        var clock = Stopwatch.StartNew();
        var engine = ScriptSandbox.CreateEngine(s_now);
        var prepared = ScriptSandbox.Prepare(script, out var error);
        Assert.Null(error);

        var result = ScriptSandbox.Run(() => ScriptJson.FromJs(engine.Evaluate(prepared!.Value)));

        Assert.NotNull(result.Error);
        Assert.Matches(reason.Length == 0 ? "." : $"(?i){reason}", result.Error.En);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
        Assert.Equal(2d, engine.Evaluate("1 + 1").ToObject());
    }

    [Fact]
    public void A_syntax_error_is_told_with_its_place()
    {
        Assert.Null(ScriptSandbox.Prepare("1 +", out var error));
        Assert.Contains("1:4", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_stands_still_at_the_instant_handed_in()
    {
        var engine = ScriptSandbox.CreateEngine(s_now);

        Assert.Equal("2026-11-23T06:05:00.000Z", engine.Evaluate("new Date().toISOString()").ToObject());
        Assert.Equal(14d, engine.Evaluate("new Date().getHours()").ToObject());
        Assert.Equal("2026-11-23T06:05:00.000Z", ScriptJson.FromJs(engine.Evaluate("new Date()"))!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"x",1.5],"c":{"d":{}}}""")]
    [InlineData("""{"__proto__":{"polluted":true},"constructor":"c","toString":1}""")]
    [InlineData("[[],[[]],{}]")]
    [InlineData("\"文字 \\u0000 😀\"")]
    [InlineData("9007199254740991")]
    [InlineData("null")]
    public void Json_goes_in_and_comes_out_unchanged(string json)
    {
        var engine = ScriptSandbox.CreateEngine(s_now);
        var node = JsonNode.Parse(json);

        foreach (var frozen in new[] { false, true })
        {
            var back = ScriptJson.FromJs(ScriptJson.ToJs(engine, node, frozen));
            Assert.Equal(node?.ToJsonString(), back?.ToJsonString());
        }

        Assert.True(engine.Evaluate("({}).polluted === undefined").ToObject() is true);
    }

    [Theory]
    [InlineData("x.a = 2")]
    [InlineData("x.n = 2")]
    [InlineData("delete x.a")]
    [InlineData("x.list.push(1)")]
    [InlineData("x.list[0] = 9")]
    [InlineData("x.list.length = 0")]
    [InlineData("x.list.sort()")]
    [InlineData("x.deep.y.z = 1")]
    [InlineData("Object.defineProperty(x, 'a', { value: 5 })")]
    [InlineData("Object.setPrototypeOf(x, Array.prototype)")]
    public void What_is_frozen_cannot_be_changed(string script)
    {
        var engine = ScriptSandbox.CreateEngine(s_now);
        var node = JsonNode.Parse("""{"a":1,"list":[3,1,2],"deep":{"y":{}}}""");
        engine.SetValue("x", ScriptJson.ToJs(engine, node, frozen: true));

        var result = ScriptSandbox.Run(() => engine.Evaluate(script));

        Assert.NotNull(result.Error);
        Assert.Equal(node!.ToJsonString(), ScriptJson.FromJs(engine.Evaluate("x"))!.ToJsonString());
    }
}
