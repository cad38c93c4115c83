using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Properties;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests.Properties;

/// <summary>Due times that depend, and roles that are replaced.</summary>
public sealed class DueChoiceTests
{
    private static readonly FlowDocument Flow = FlowDocument.Read(File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "workflow.json")));

    [Fact]
    public void What_is_built_is_read_again()
    {
        var choice = new DueChoice([new DueCase(Condition.Empty, "3wd")], "5wd");
        Assert.Equal("(true) ? '3wd' : '5wd'", choice.ToScript());
        Assert.Equal(choice.ToScript(), DueChoice.Read(choice.ToScript(), [])!.ToScript());

        var field = new ConditionField("Analysis.kind", new LocalizedText("类型", "kind"), ConditionFieldKind.Choice, [], FlowFields.Script("Analysis.kind"));
        DueCase Case(string kind, string span) => new(new Condition(true, [ConditionClause.New(field) with { Value = kind }], []), span);
        var built = new DueChoice([Case("metering", "3wd"), Case("theft", "PT4H")], "5wd");
        Assert.Equal(built.ToScript(), DueChoice.Read(built.ToScript(), [field])!.ToScript());
    }

    [Theory]
    [InlineData("variables.Analysis.urgency === 'urgent' ? '2wd' : '5wd'", "((variables.Analysis || {}).urgency === \"urgent\") ? '2wd' : '5wd'")]
    [InlineData("'5wd'", null)]
    [InlineData("somethingElse() ? '3wd' : '5wd'", null)]
    [InlineData("variables.Fast ? '3wd' : later()", null)]
    [InlineData("variables.Outcome === 'x' ? 'a b' : '5wd'", null)]
    [InlineData("variables.Outcome === ", null)]
    public void What_was_written_by_hand_is_shown_as_cases_where_it_is_nothing_else(string script, string? written) => Assert.Equal(written, DueChoice.Read(script, [])?.ToScript());

    [Fact]
    public void A_role_is_replaced_in_the_steps_that_are_looked_at_and_nowhere_else()
    {
        string[] all = [.. Flow.Reading.Activities.Select(a => a.Id)];
        var asked = Asking(Flow, "county-officer");
        Assert.True(asked.Count > 1);

        var one = Flow.With(Gestures.ReplaceRole(Flow, [asked[0]], "county-officer", "prefecture-officer")).After!;
        Assert.Equal(asked.Skip(1), Asking(one, "county-officer"));
        Assert.Empty(Asking(Flow.With(Gestures.ReplaceRole(Flow, all, "county-officer", "prefecture-officer")).After!, "county-officer"));
        Assert.Empty(Gestures.ReplaceRole(Flow, all, "nobody-holds-it", "county-officer"));
    }

    [Fact]
    public void A_role_is_replaced_where_it_is_told_and_where_a_late_task_goes_to()
    {
        var ladder = JsonNode.Parse("""[{ "rung": "a", "to": [{ "kind": "role", "role": "county-officer" }] }, { "rung": "b", "reassign": { "kind": "role", "role": "county-officer" } }]""");
        var told = Flow.With([new SetProperty("onsite", ["ladder"], ladder, new LocalizedText("督办", "ladder")), new AddStep(null, "c", StepPalette.Find("copy")!, default), new SetProperty("c", ["to"], JsonNode.Parse("""[{ "kind": "role", "role": "county-officer" }]"""), new LocalizedText("抄送", "copy"))]).After!;

        var replaced = told.With(Gestures.ReplaceRole(told, ["onsite", "c"], "county-officer", "prefecture-officer")).After!;

        Assert.DoesNotContain("county-officer", FlowTree.Find(replaced.Definition, "onsite")!["ladder"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("prefecture-officer", FlowTree.Find(replaced.Definition, "c")!["to"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static List<string> Asking(FlowDocument flow, string role) =>
        [.. flow.Reading.Activities.Where(a => JsonRead.Objects(a.Json["candidates"]).Concat(JsonRead.Objects(a.Json["approvers"])).Any(c => JsonRead.Text(c, "role") == role)).Select(a => a.Id)];
}
