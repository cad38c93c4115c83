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
        var choice = new DueChoice(Condition.Empty, "3wd", "5wd");
        Assert.Equal("(true) ? '3wd' : '5wd'", choice.ToScript());
        Assert.Equal(choice.ToScript(), DueChoice.Read(choice.ToScript(), null)!.ToScript());

        var field = new ConditionField("Analysis.kind", new LocalizedText("类型", "kind"), ConditionFieldKind.Choice, [], FlowFields.Script("Analysis.kind"));
        var built = choice with { When = new Condition(true, [ConditionClause.New(field) with { Value = "metering" }], []) };
        Assert.Equal(built.ToScript(), DueChoice.Read(built.ToScript(), built.When.ToJson())!.ToScript());
        Assert.Null(DueChoice.Read(built.ToScript(), null));
        Assert.Null(DueChoice.Read("'5wd'", null));
        Assert.Null(DueChoice.Read("(somethingElse()) ? '3wd' : '5wd'", built.When.ToJson()));
    }

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

    private static List<string> Asking(FlowDocument flow, string role) =>
        [.. flow.Reading.Activities.Where(a => JsonRead.Objects(a.Json["candidates"]).Concat(JsonRead.Objects(a.Json["approvers"])).Any(c => JsonRead.Text(c, "role") == role)).Select(a => a.Id)];
}
