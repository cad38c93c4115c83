using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>A draft of another version: what fits is kept, what does not is told with its value.</summary>
public sealed class DraftReconcilerTests
{
    [Fact]
    public void What_fits_is_kept_and_what_does_not_is_told()
    {
        var form = Given.Form("""
            {'key':'same','kind':'text','maxLength':4},{'key':'number','kind':'number'},{'key':'word','kind':'text'},{'key':'choice','kind':'select','options':[{'value':'new','label':'New'}]},
            {'key':'many','kind':'checklist','options':[{'value':'x','label':'X'}]},{'key':'day','kind':'date'},{'key':'flag','kind':'yesno'},
            {'key':'rows','kind':'table','maxRows':2,'columns':[{'key':'n','kind':'number'}]}
            """);
        var draft = Given.Json("{'same':'longer than allowed','number':'12.5','word':3,'choice':'old','many':'x','day':'2026-11-23T06:05:00Z','flag':'perhaps','gone':{'deep':1},'rows':[{'n':'1','m':2},{'n':'x'},{'n':3}]}");

        var (data, lost) = DraftReconciler.Reconcile(form, draft);

        Assert.Equal("""{"same":"longer than allowed","number":12.5,"word":"3","many":["x"],"day":"2026-11-23","rows":[{"n":1},{}]}""", data.ToJsonString());
        Assert.Equal(["choice", "flag", "gone", "rows[0].m", "rows[1].n", "rows[2]"], lost.Select(loss => loss.Path));
        Assert.Equal("""{"deep":1}""", lost[2].Value!.ToJsonString());
        Assert.All(lost, loss => Assert.NotEqual("", loss.Reason.Zh));
        Assert.Equal("old", draft["choice"]!.GetValue<string>());
    }

    [Fact]
    public void A_draft_of_the_same_form_comes_back_whole()
    {
        var form = Given.Form("{'key':'a','kind':'text'},{'key':'t','kind':'table','columns':[{'key':'n','kind':'number'}]}");
        var draft = Given.Json("{'a':'x','t':[{'n':1},{}]}");

        var (data, lost) = DraftReconciler.Reconcile(form, draft);

        Assert.Equal(draft.ToJsonString(), data.ToJsonString());
        Assert.Empty(lost);
    }
}
