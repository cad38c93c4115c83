using Bunit;
using Designer.Forms.Inputs;
using Radzen;
using Radzen.Blazor;
using Workflows.Core.Forms;

namespace Designer.Forms.Tests;

/// <summary>Choices from a named source.</summary>
public sealed class SelectInputTests : Rendered
{
    private const string Fields = "{'key':'county','kind':'select','source':'counties'},{'key':'person','kind':'select','source':'inspectors-of:data.county'}";

    [Fact]
    public async Task A_source_is_searched_and_the_chosen_name_is_shown()
    {
        var state = State(Fields, typed: "{'county':'4209001','person':'station-1-1'}");
        var page = Show(state, new Staff());

        Assert.Contains("一县", page.Find("#f-county").TextContent, StringComparison.Ordinal);
        Assert.Contains("张一", page.Find("#f-person").TextContent, StringComparison.Ordinal);

        var select = page.FindComponents<SelectInput>()[1];
        var dropdown = select.FindComponent<RadzenDropDown<string>>().Instance;
        await page.InvokeAsync(() => dropdown.LoadData.InvokeAsync(new LoadDataArgs { Filter = "李" }));
        select.Render();

        // What is chosen stays in the list, or its name could not be shown.
        Assert.Equal(["station-1-1", "station-1-2"], ((IEnumerable<SelectOption>)dropdown.Data!).Select(option => option.Value));
    }

    [Fact]
    public async Task Another_argument_empties_a_choice_that_is_not_in_the_new_list()
    {
        var state = State(Fields, typed: "{'county':'4209001','person':'station-1-1'}");
        var page = Show(state, new Staff());

        await page.InvokeAsync(() => page.FindComponents<RadzenDropDown<string>>()[0].Instance.ValueChanged.InvokeAsync("4209002"));

        Assert.Equal("""{"county":"4209002"}""", state.Data().ToJsonString());
    }

    [Fact]
    public void A_read_only_choice_is_shown_by_its_name()
    {
        var page = Show(State(Fields, typed: "{'county':'4209001','person':'gone'}"), new Staff(), readOnly: true);

        Assert.Equal(["一县", "gone"], page.FindAll(".clf-shown").Select(shown => shown.TextContent.Trim()));
    }

    private sealed class Staff : IFormDataSource
    {
        private static readonly Dictionary<string, FormOption[]> s_lists = new(StringComparer.Ordinal)
        {
            ["counties:"] = [new("4209001", new("一县", "County 1")), new("4209002", new("二县", "County 2"))],
            ["inspectors-of:4209001"] = [new("station-1-1", new("张一", "Zhang")), new("station-1-2", new("李二", "Li"))],
            ["inspectors-of:4209002"] = [new("station-2-1", new("王三", "Wang"))],
        };

        public Task<IReadOnlyList<FormOption>> SearchAsync(FormOptionQuery query, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<FormOption>>([.. List(query.Source, query.Argument).Where(option => option.Label.Zh.Contains(query.Text ?? "", StringComparison.Ordinal))]);

        public Task<FormOption?> FindAsync(string source, string? argument, string value, CancellationToken cancellationToken = default) =>
            Task.FromResult(List(source, argument).FirstOrDefault(option => option.Value == value));

        private static FormOption[] List(string source, string? argument) => s_lists.GetValueOrDefault($"{source}:{argument}", []);
    }
}
