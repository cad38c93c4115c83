using System.Text.Json.Nodes;
using Host.Definitions;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Host.Tests.Pages;

public sealed class DefinitionOutlineTests
{
    private static readonly DefinitionOutline Ticket = DefinitionOutline.Of(Shipped("inspection-ticket"));

    [Fact]
    public void The_inspection_ticket_reads_as_the_policy()
    {
        Assert.Equal(["签发工单", "县公司分析分类", "现场核查", "县公司审核", "市公司复核"], Ticket.Steps.Select(s => s.Title.Zh));
        var county = Ticket.Steps[1];
        Assert.Equal("县公司稽查专责", Assert.Single(county.Who).Zh);
        Assert.Equal("2 个工作日", county.Due!.Zh);
        Assert.Equal(["到期前 1 个工作日", "到期时", "超期 1 个工作日后"], county.Ladder.Select(r => r.When.Zh));
        Assert.Equal("上级专责", Assert.Single(county.Ladder[2].Whom).Zh);
        Assert.Equal("county-analysis", county.FormKey);
    }

    [Fact]
    public void What_the_machine_does_is_called_as_in_the_drawing() =>
        Assert.Equal(new LocalizedText("登记疑似问题", "Take the suspicion"), Ticket.Machine[0].Title);

    [Fact]
    public void A_named_person_comes_before_the_pool()
    {
        var onSite = Ticket.Steps[2];

        Assert.Equal(["流程中指定的人", "营业所检查员"], onSite.Who.Select(w => w.Zh));
        Assert.Equal("按情况 2 个工作日或 5 个工作日", onSite.Due!.Zh);
    }

    [Fact]
    public void An_approval_is_a_human_step_with_its_mode_and_its_approvers()
    {
        var request = DefinitionOutline.Of(Shipped("equipment-request"));
        Assert.Equal(["填写申请", "县公司审批", "评审组表决"], request.Steps.Select(s => s.Title.Zh));
        Assert.Equal(["票签：60% 同意即通过", "每位县公司稽查专责"], request.Steps[2].Who.Select(w => w.Zh));
        Assert.Equal(["同意", "不同意"], request.Steps[2].Outcomes.Select(o => o.Zh));
    }

    [Fact]
    public void What_needs_values_does_not_start_by_hand()
    {
        Assert.False(Ticket.StartsByHand);
        Assert.Equal("suspicion", Assert.Single(Ticket.Inputs));
        Assert.True(DefinitionOutline.Of(Shipped("daily-screening")).StartsByHand);
    }

    [Fact]
    public void Finds_steps_inside_sequences_and_branches()
    {
        var outline = DefinitionOutline.Of(Definition("""
            { "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
              { "id": "i", "type": "Elsa.If", "then": { "id": "t", "type": "ClosedLoop.UserTask", "name": "Inner", "title": "里面", "outcomes": [ { "name": "Ok" } ] } } ] } }
            """));

        var step = Assert.Single(outline.Steps);
        Assert.Equal(("Inner", "里面", "Ok"), (step.Name, step.Title.En, step.Outcomes[0].En));
        Assert.Equal("判断走向", Assert.Single(outline.Machine).Kind.Zh);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "root": null, "inputs": 3 }""")]
    [InlineData("""{ "root": { "id": "t", "type": "ClosedLoop.UserTask", "candidates": [ 1, {} ], "ladder": "soon", "due": 5 } }""")]
    public void A_malformed_definition_gives_an_outline_and_no_exception(string source) =>
        Assert.NotNull(DefinitionOutline.Of(Definition(source)));

    private static WorkflowDefinition Shipped(string id) => Definition(File.ReadAllText(RepositoryRoot.Combine("workflows", id, "workflow.json")));

    private static WorkflowDefinition Definition(string source) => new() { DefinitionId = "d", Version = 1, Name = "d", Source = JsonNode.Parse(source)!.AsObject() };
}
