using Designer.Editing.Outlines;

namespace Designer.Editing.Tests;

public sealed class WaysBackTests
{
    [Fact]
    public void A_return_past_the_machine_leads_back_and_going_on_does_not()
    {
        var outline = DiagramOutline.Of(Drawn.Shipped("inspection-ticket"));
        Assert.Equal(
            [("analysis", "Return"), ("county-review", "Reject"), ("onsite", "Return"), ("prefecture-review", "Reject")],
            WaysBack.Of(outline).Order());
    }

    [Fact]
    public void A_step_that_leads_to_itself_leads_back()
    {
        var outline = Drawn.Flow("s:Elsa.Start a:ClosedLoop.UserTask b:ClosedLoop.UserTask", "s.Done>a a.Again>a a.On>b");
        Assert.Equal(("a", "Again"), Assert.Single(WaysBack.Of(outline)));
    }

    [Fact]
    public void Nothing_leads_back_in_an_empty_flow() => Assert.Empty(WaysBack.Of(Drawn.Flow("s:Elsa.Start", "")));
}
