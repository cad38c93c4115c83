using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>Choices from a source are checked against that source, with the argument that holds.</summary>
public sealed class FormMembershipTests
{
    private static readonly FormDefinition s_form = Given.Form("""
        {'key':'county','kind':'select','source':'counties'},
        {'key':'people','kind':'checklist','source':'inspectors-of:data.county'},
        {'key':'t','kind':'table','columns':[{'key':'type','kind':'select','source':'customers-of-area:data.county'}]},
        {'key':'hidden','kind':'select','source':'units','visible':'false'}
        """);

    [Fact]
    public async Task Every_choice_must_be_in_its_source()
    {
        var source = new Source(["counties//C1", "inspectors-of/C1/p1", "customers-of-area/C1/theft"]);

        var problems = await FormMembership.CheckAsync(
            s_form, FormStep.Blank(Given.Now), Given.Json("{'county':'C1','people':['p1','p2'],'t':[{'type':'theft'},{'type':'other'},{}],'hidden':'X'}"), source);

        Assert.Equal("people:option t[1].type:option", Given.Codes(problems));
        Assert.Equal(["counties//C1", "inspectors-of/C1/p1", "inspectors-of/C1/p2", "customers-of-area/C1/theft", "customers-of-area/C1/other"], source.Asked);
    }

    [Fact]
    public async Task What_does_not_fit_is_left_to_the_judge()
    {
        var source = new Source([]);

        Assert.Empty(await FormMembership.CheckAsync(s_form, FormStep.Blank(Given.Now), Given.Json("{'county':5,'nope':1}"), source));
        Assert.Empty(source.Asked);
    }

    private sealed class Source(string[] known) : IFormDataSource
    {
        public List<string> Asked { get; } = [];

        public Task<IReadOnlyList<FormOption>> SearchAsync(FormOptionQuery query, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<FormOption>>([]);

        public Task<FormOption?> FindAsync(string source, string? argument, string value, CancellationToken cancellationToken = default)
        {
            Asked.Add($"{source}/{argument}/{value}");
            return Task.FromResult(known.Contains(Asked[^1]) ? new FormOption(value, LocalizedText.Same(value)) : null);
        }
    }
}
