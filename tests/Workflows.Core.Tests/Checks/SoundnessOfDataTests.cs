using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Checks;

/// <summary>Two decisions on the same data do not come out independently of each other: what that rules out is no error, and what it may rule out is only a warning.</summary>
public sealed class SoundnessOfDataTests
{
    private const string Large = "(variables.Ask || {}).amount > 1000";

    /// <summary>First condition, second condition, what is written between, and what is told of the join: nothing, an error, or a warning.</summary>
    public static TheoryData<string, string, string, string> Pairs => new()
    {
        { Large, Large, "", "" },
        { Large, "(variables.Ask||{}).amount>1000", "", "" },
        { Large, "!((variables.Ask || {}).amount > 1000)", "", "turned" },
        { "variables.Kind === 'theft'", "variables.Kind !== 'theft'", "", "turned" },
        { "getKind() == 1", "!(getKind() == 1)", "", "turned" },
        { "input.amount > 5", "input.amount > 5", "", "" },
        { Large, "(variables.Ask || {}).amount <= 1000", "", "turned" },
        { Large, "(variables.Ask || {}).amount > 5000", "", "Warning" },
        { "variables.Kind === 'theft'", "variables.Ask.kind === 'theft'", "", "Error" },
        { Large, Large, "variables.Ask = { amount: 5 }", "Error" },
        { Large, Large, "setAsk({})", "Error" },
        { Large, Large, "variables.Ask.items.push(1)", "Error" },
        { Large, Large, "setVariable('As' + 'k', 5)", "Error" },
        { Large, Large, "variables.Kind = 'other'", "" },
        { Large, Large, "const x = variables.Ask; x.amount", "" },
        { "now() > '2026'", "now() > '2026'", "", "Warning" },
        { "getOutputFrom('t').amount > 1", "getOutputFrom('t').amount > 1", "", "Warning" },
        { "variables.Twice", "variables.Twice", "", "Warning" },
        { "variables.Undeclared", "variables.Undeclared", "", "Warning" },
        { "variables['Ki' + 'nd']", "variables['Ki' + 'nd']", "", "Warning" },
    };

    /// <summary>A split by the first condition that makes one branch or two, and a join that waits for the branches that the second condition counts on.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_join_that_only_data_could_keep_waiting_is_judged_by_what_the_decisions_have_to_do_with_each_other(string first, string second, string between, string expected)
    {
        // Branch A always comes when the first holds; branch B only when the second does. The join waits for both.
        var turned = expected.StartsWith("turned", StringComparison.Ordinal);
        var problems = Check(
            [Decision("d1", first), Fork("k", "A", "B"), Task("a", "Done"), Code("w", between), Decision("d2", second), Task("b", "Done"), Join("j", "WaitAll"), Task("z", "Done"), Task("other", "Done")],
            "start -> d1", "d1.True -> k", "d1.False -> other", "other -> end", "k.A -> a", "k.B -> w", "w -> d2", $"d2.{!turned} -> b", "a -> j", "b -> j", "j -> z", "z -> end");

        var waits = problems.Where(p => p.Code == "soundness.join-waits").ToArray();
        Assert.Equal(expected.Replace("turned", "", StringComparison.Ordinal).Trim(), string.Join(' ', waits.Select(p => p.Severity.ToString())));
        Assert.All(waits, p => Assert.Equal("j", p.ActivityId));
        Assert.Equal(expected.EndsWith("Warning", StringComparison.Ordinal), waits.Any(p => p.Message.En.Contains("perhaps", StringComparison.Ordinal) && p.Message.Zh.Contains("可能", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_value_is_not_two_at_once()
    {
        var problems = Check(
            [Decision("d1", "variables.Kind === 'theft'"), Decision("d2", "variables.Kind === 'meter'"), Task("never", "Done"), Task("a", "Done")],
            "start -> d1", "d1.True -> d2", "d1.False -> a", "d2.True -> never", "d2.False -> a", "a -> end", "never -> end");

        Assert.Equal("soundness.never-begun never", string.Join('\n', problems.Where(p => p.Code.StartsWith("soundness", StringComparison.Ordinal)).Select(p => $"{p.Code} {p.ActivityId}")));
    }

    [Fact]
    public void A_task_that_keeps_its_answer_writes_what_a_decision_asks()
    {
        var again = Task("again", "Done");
        again["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "Ask" } };
        var problems = Check(
            [Decision("d1", Large), again, Decision("d2", Large), Task("a", "Done"), Task("b", "Done")],
            "start -> d1", "d1.True -> again", "d1.False -> a", "again -> d2", "d2.True -> a", "d2.False -> b", "a -> end", "b -> end");

        Assert.DoesNotContain(problems, p => p.Code.StartsWith("soundness", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loop_is_left_although_nothing_in_it_writes_what_it_asks()
    {
        var problems = Check([Task("a", "Done"), Decision("d", Large)], "start -> a", "a -> d", "d.True -> a", "d.False -> end");

        Assert.DoesNotContain(problems, p => p.Code.StartsWith("soundness", StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_that_shows_on_a_way_without_doubt_stays_one()
    {
        // d1 and d2 have to do with each other somehow; that a alone never brings the join on has nothing to do with them.
        var problems = Check(
            [Decision("d1", Large), Decision("d2", "(variables.Ask || {}).amount > 5000"), Decision("free", "variables.Kind"), Task("a", "Done"), Task("b", "Done"), Join("j", "WaitAll"), Task("z", "Done")],
            "start -> d1", "d1.True -> d2", "d2.True -> free", "d2.False -> free", "d1.False -> free", "free.True -> a", "free.False -> b", "a -> j", "b -> j", "j -> z", "z -> end");

        Assert.Equal(ProblemSeverity.Error, Assert.Single(problems, p => p.Code == "soundness.join-waits").Severity);
    }

    private static JsonObject Code(string id, string script) => Activity(id, "Elsa.RunJavaScript", ("script", Script(script)));

    private static ImmutableArray<Problem> Check(JsonObject[] steps, params string[] ways)
    {
        var inner = Flowchart("inner", [Task("x", "Done")], []);
        inner["variables"] = new JsonArray(Variable("Twice"));
        var file = Definition(Flowchart("f", [Activity("start", "Elsa.Start"), .. steps, Activity("end", "Elsa.End"), inner], [.. ways]), Variable("Ask"), Variable("Kind", "String"), Variable("Twice"));
        return DefinitionChecker.CheckDefinition(file.ToJsonString(), "x.json");
    }
}
