using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Designer.Forms.Inputs;
using Radzen.Blazor;
using Workflows.Core.Forms;

namespace Designer.Forms.Tests;

/// <summary>The form on the page: what is shown, what typing does, and what those who cannot see it are told.</summary>
public sealed class FormViewTests : Rendered
{
    private const string Options = "'options':[{'value':'a','label':{'zh':'甲','en':'Alpha'}},{'value':'b','label':{'zh':'乙','en':'Beta'}}]";

    [Fact]
    public void Text_is_taken_while_typing_and_the_host_is_told()
    {
        var state = State("{'key':'a','kind':'text'},{'key':'b','kind':'multiline','rows':6}");
        var page = Show(state);

        page.Find("input#f-a").Input(" 水 ");
        page.Find("textarea#f-b").Input("一\n二");

        Assert.Equal("""{"a":" 水 ","b":"一\n二"}""", Plain(state.Draft()));
        Assert.Equal("""{"a":"水","b":"一\n二"}""", Plain(state.Data()));
        Assert.Equal(2, Changes);
        Assert.Equal("6", page.Find("textarea#f-b").GetAttribute("rows"));
    }

    [Fact]
    public void A_number_has_its_unit_and_a_name_that_can_be_read_out()
    {
        var state = State("{'key':'kwh','kind':'number','unit':'kWh','required':true}", typed: "{'kwh':12.5}");
        var page = Show(state);

        var input = page.Find("input#f-kwh");
        Assert.Equal("12.5", input.GetAttribute("value"));
        Assert.Equal("kwh-zh (kWh)", input.GetAttribute("aria-label"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.Equal("kWh", page.Find(".clf-unit").TextContent);

        input.Change("7.25");

        Assert.Equal("""{"kwh":7.25}""", Plain(state.Data()));
    }

    [Fact]
    public void Days_and_instants_are_written_the_same_way_everywhere()
    {
        var state = State("{'key':'d','kind':'date'},{'key':'i','kind':'datetime'},{'key':'t','kind':'time'}", typed: "{'d':'2026-11-23','i':'2026-11-23T06:05:00Z','t':'08:30'}");
        var page = Show(state);

        Assert.Equal("2026-11-23", page.Find("input#f-d").GetAttribute("value"));
        Assert.Equal("2026-11-23 14:05", page.Find("input#f-i").GetAttribute("value"));
        Assert.Equal("08:30", page.Find("input#f-t").GetAttribute("value"));

        page.Find("input#f-t").Change("09:15");
        page.InvokeAsync(() => page.FindComponents<RadzenDatePicker<DateTime?>>()[0].Instance.ValueChanged.InvokeAsync(new DateTime(2026, 12, 1)));
        page.InvokeAsync(() => page.FindComponents<RadzenDatePicker<DateTime?>>()[1].Instance.ValueChanged.InvokeAsync(new DateTime(2026, 12, 1, 7, 30, 0)));

        Assert.Equal("""{"d":"2026-12-01","i":"2026-12-01T07:30:00+08:00","t":"09:15"}""", Plain(state.Data()));
    }

    [Fact]
    public void Choices_are_radios_and_boxes_in_the_readers_language()
    {
        var state = State($"{{'key':'r','kind':'radio','required':true,{Options}}},{{'key':'l','kind':'checklist',{Options}}},{{'key':'c','kind':'checkbox'}},{{'key':'y','kind':'yesno','required':true,'yes':{{'zh':'有','en':'Some'}}}}");
        var page = Show(state);

        var group = page.Find("#f-r");
        Assert.Equal("radiogroup", group.GetAttribute("role"));
        Assert.Equal("true", group.GetAttribute("aria-required"));
        Assert.Equal("r-zh*", page.Find($"#{group.GetAttribute("aria-labelledby")}").TextContent);
        Assert.Equal(["甲", "乙"], group.QuerySelectorAll("label").Select(label => label.TextContent.Trim()));
        Assert.Equal(["有", "否"], page.FindAll("#f-y label").Select(label => label.TextContent.Trim()));
        Assert.Empty(page.FindAll("#f-y input[checked]"));

        page.Find("#f-r input[value=b]").Change("b");
        page.FindAll("#f-l input")[1].Change(true);
        page.FindAll("#f-l input")[0].Change(true);
        page.Find("#f-c").Change(true);
        page.Find("#f-y input[value=false]").Change("false");

        Assert.Equal("""{"r":"b","l":["a","b"],"c":true,"y":false}""", Plain(state.Data()));
        Assert.True(page.Find("#f-y input[value=false]").HasAttribute("checked"));
    }

    [Fact]
    public void A_select_shows_its_options_and_takes_the_chosen_one()
    {
        var state = State($"{{'key':'s','kind':'select','required':true,{Options}}}", typed: "{'s':'a'}");
        var page = Show(state);

        var box = page.Find("#f-s");
        Assert.Equal("combobox", box.GetAttribute("role"));
        Assert.Equal("s-zh*", page.Find($"#{box.GetAttribute("aria-labelledby")}").TextContent);
        Assert.Contains("甲", box.TextContent, StringComparison.Ordinal);

        page.InvokeAsync(() => page.FindComponent<RadzenDropDown<string>>().Instance.ValueChanged.InvokeAsync("b"));

        Assert.Equal("""{"s":"b"}""", Plain(state.Data()));
    }

    [Fact]
    public void A_label_belongs_to_its_input_and_marks_what_is_required()
    {
        var page = Show(State("{'key':'a','kind':'text','required':true,'help':{'zh':'提示','en':'Hint'}},{'key':'b','kind':'text'}"));

        var (a, b) = (page.Find("input#f-a"), page.Find("input#f-b"));
        Assert.Equal("f-a", page.Find("label[for=f-a]").GetAttribute("for"));
        Assert.Equal("必填", page.Find("label[for=f-a] .clf-required").GetAttribute("title"));
        Assert.Empty(page.FindAll("label[for=f-b] .clf-required"));
        Assert.Equal("true", a.GetAttribute("aria-required"));
        Assert.False(b.HasAttribute("aria-required"));
        Assert.Equal("提示", page.Find($"#{a.GetAttribute("aria-describedby")}").TextContent);
    }

    [Fact]
    public void A_problem_is_shown_once_somebody_was_there_and_tied_to_its_input()
    {
        var state = State("{'key':'a','kind':'text','required':true,'help':'h'},{'key':'b','kind':'number','max':5}");
        var page = Show(state);
        Assert.Empty(page.FindAll(".clf-error > div"));
        Assert.False(page.Find("input#f-a").HasAttribute("aria-invalid"));

        page.Find("input#f-a").Input("x");
        page.Find("input#f-a").Input("");
        Assert.Empty(page.FindAll(".clf-error > div"));
        page.Find("input#f-a").FocusOut();

        var input = page.Find("input#f-a");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("f-a--help f-a--error", input.GetAttribute("aria-describedby"));
        Assert.Equal("a-zh：请填写", page.Find("#f-a--error").TextContent.Trim());
        Assert.Equal("polite", page.Find("#f-a--error").GetAttribute("aria-live"));

        input.Input("now");

        Assert.False(page.Find("input#f-a").HasAttribute("aria-invalid"));
        Assert.Equal("", page.Find("#f-a--error").TextContent.Trim());
    }

    [Fact]
    public async Task Judging_lists_every_problem_on_top_and_leads_to_the_field()
    {
        var state = State(
            "{'key':'a','kind':'text','required':true},{'key':'fold','kind':'section','collapsible':true,'collapsed':true,'fields':[{'key':'n','kind':'number','max':5}]}",
            typed: "{'n':9}",
            rules: "{'assert':'data.n < data.a.length','message':{'zh':'整体不对','en':'All wrong'},'when':'data.a !== null'},{'assert':'false','message':{'zh':'总有','en':'Always'}}");
        var page = Show(state);
        Assert.False(page.Find("details").HasAttribute("open"));

        Assert.False(await page.InvokeAsync(() => page.Instance.Judge(skipsValidation: false)));

        var summary = page.Find("[role=alert]");
        Assert.Equal("有 3 处需要处理", summary.QuerySelector("strong")!.TextContent);
        Assert.Equal(["a-zh：请填写", "n-zh：不能大于 5", "总有"], summary.QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
        Assert.True(page.Find("details").HasAttribute("open"));
        Assert.Equal("f--problems", Module.Invocations["focusField"][^1].Arguments[0]);

        summary.QuerySelectorAll("button")[1].Click();
        Assert.Equal("f-n", Module.Invocations["focusField"][^1].Arguments[0]);
        Assert.True(await page.InvokeAsync(() => page.Instance.Judge(skipsValidation: true)));
    }

    [Fact]
    public void What_the_server_refused_stands_at_its_field_until_the_field_changes()
    {
        var state = State("{'key':'a','kind':'text'},{'key':'b','kind':'text'}");
        var page = Show(state, problems: [new FieldProblem("a", "option", new("服务器不认", "Not known")), new FieldProblem("b", "option", new("也不认", "Neither"))]);

        Assert.Equal("服务器不认", page.Find("#f-a--error").TextContent.Trim());
        Assert.Equal(2, page.FindAll("[role=alert] li").Count);

        page.Find("input#f-a").Input("x");

        Assert.Equal("", page.Find("#f-a--error").TextContent.Trim());
        Assert.Equal("也不认", page.Find("#f-b--error").TextContent.Trim());
    }

    [Fact]
    public void Fields_come_and_go_with_what_is_typed_and_keep_what_they_had()
    {
        var state = State(
            "{'key':'y','kind':'yesno'},{'key':'s','kind':'section','visible':'data.y === true','fields':[{'key':'a','kind':'text','required':true}]},{'key':'sum','kind':'number','compute':'data.a === null ? 0 : data.a.length'}");
        var page = Show(state);
        Assert.Empty(page.FindAll("input#f-a"));

        page.Find("#f-y input[value=true]").Change("true");
        page.Find("input#f-a").Input("four");
        Assert.Equal("4", page.Find("#f-sum .clf-shown").TextContent);

        page.Find("#f-y input[value=false]").Change("false");
        Assert.Empty(page.FindAll("input#f-a"));
        Assert.Equal("0", page.Find("#f-sum .clf-shown").TextContent);
        Assert.Equal("""{"y":false,"sum":0}""", Plain(state.Data()));

        page.Find("#f-y input[value=true]").Change("true");
        Assert.Equal("four", page.Find("input#f-a").GetAttribute("value"));
    }

    [Fact]
    public void Only_what_has_changed_is_drawn_again()
    {
        var fields = string.Join(',', Enumerable.Range(0, 60).Select(i => $"{{'key':'f{i}','kind':'text'}}")) + ",{'key':'copy','kind':'text','compute':'data.f7'}";
        var page = Show(State(fields));
        var before = page.FindComponents<FieldView>().ToDictionary(field => field.Instance.State.Path, field => field.RenderCount);

        page.Find("input#f-f7").Input("x");

        var drawn = page.FindComponents<FieldView>().Where(field => field.RenderCount > before[field.Instance.State.Path]).Select(field => field.Instance.State.Path);
        Assert.Equal(["f7", "copy"], drawn);
    }

    [Fact]
    public void Rows_are_added_filled_and_removed()
    {
        var state = State("{'key':'t','kind':'table','maxRows':2,'columns':[{'key':'name','kind':'text','default':'new'},{'key':'n','kind':'number','required':true},{'key':'twice','kind':'number','compute':'row.n * 2'}]}");
        var page = Show(state);
        Assert.Contains("还没有行", page.Markup, StringComparison.Ordinal);

        Add(page).Click();
        Add(page).Click();
        Assert.True(Add(page).HasAttribute("disabled"));
        page.Find("input#f-t-0-n").Change("4");
        page.Find("input#f-t-1-name").Input("second");
        Assert.Equal("8", page.Find("#f-t-0-twice .clf-shown").TextContent);
        Assert.Equal("""{"t":[{"name":"new","n":4,"twice":8},{"name":"second","twice":0}]}""", Plain(state.Data()));

        page.Find("button[aria-label='删除 第 1 行']").Click();

        Assert.Equal("second", page.Find("input#f-t-0-name").GetAttribute("value"));
        Assert.Equal("""{"t":[{"name":"second","twice":0}]}""", Plain(state.Data()));
        Assert.Equal(["name-zh", "n-zh", "twice-zh"], page.FindAll("thead th").Select(head => head.TextContent));
        Assert.Equal("name-zh", page.Find("label[for=f-t-0-name]").TextContent);

        static IElement Add(IRenderedComponent<FormView> page) => page.FindAll("button").Single(button => button.TextContent.Contains("添加一行", StringComparison.Ordinal));
    }

    [Fact]
    public void Fixed_rows_offer_no_adding_or_removing()
    {
        var page = Show(State("{'key':'t','kind':'table','fixedRows':true,'columns':[{'key':'what','kind':'text','readOnly':true},{'key':'found','kind':'yesno'}]}", data: "{'t':[{'what':'one'},{'what':'two'}]}"));

        Assert.Empty(page.FindAll("button"));
        Assert.Equal(["one", "two"], page.FindAll("td .clf-shown").Select(cell => cell.TextContent));
        Assert.Equal(4, page.FindAll("td input[type=radio]").Count);
    }

    [Theory]
    [InlineData("zh-CN", "属实")]
    [InlineData("en", "Confirmed")]
    public void Words_that_an_expression_gives_in_both_languages_are_shown_in_the_readers(string culture, string expected)
    {
        Speak(culture);

        var page = Show(State("{'key':'c','kind':'context','value':'({ zh: context.yes, en: `Confirmed` })'},{'key':'z','kind':'context','value':'({ zh: context.yes })'}", data: "{'yes':'属实'}"));

        Assert.Equal([expected, "属实"], page.FindAll(".clf-shown").Select(shown => shown.TextContent.Trim()));
    }

    [Fact]
    public async Task Another_language_changes_every_word()
    {
        Speak("en");
        var page = Show(State($"{{'key':'r','kind':'radio','required':true,{Options}}},{{'key':'c','kind':'context','value':'context.rate','format':'percent','decimals':1}},{{'key':'e','kind':'text','readOnly':true}}", data: "{'rate':0.0815}"));

        await page.InvokeAsync(() => page.Instance.Judge(false));

        Assert.Equal("One thing needs your attention", page.Find("[role=alert] strong").TextContent);
        Assert.Equal("r-en: choose", page.Find("#f-r--error").TextContent.Trim());
        Assert.Contains("8.2 %", page.Markup, StringComparison.Ordinal);
        Assert.Contains("not filled in", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", page.Markup);
    }

    [Fact]
    public void A_read_only_form_is_words_and_pictures_without_inputs()
    {
        var state = State(
            $"{{'key':'r','kind':'radio',{Options}}},{{'key':'y','kind':'yesno'}},{{'key':'i','kind':'datetime'}},{{'key':'n','kind':'number','unit':'kWh'}},{{'key':'t','kind':'table','columns':[{{'key':'a','kind':'text'}}]}},{{'key':'w','kind':'track'}},{{'key':'s','kind':'signature'}},{{'key':'x','kind':'text'}}",
            typed: "{'r':'b','y':false,'i':'2026-11-23T06:05:00Z','n':3.50,'t':[{'a':'cell'}],'w':{'points':[{'lon':114,'lat':30,'at':'2026-11-23T06:00:00Z'},{'lon':114.01,'lat':30,'at':'2026-11-23T06:10:00Z'}]},'s':{'svg':'M0 0L9 9','signedAt':'2026-11-23T06:05:00Z'}}");
        var page = Show(state, readOnly: true);

        Assert.Empty(page.FindAll("input, textarea, select, button, [role=combobox]"));
        Assert.Equal(["乙", "否", "2026-11-23 14:05", "3.5 kWh", "cell", "未填写"], page.FindAll(".clf-shown").Select(shown => shown.TextContent.Trim()));
        Assert.Contains("2 个点 · 10:00 · 964 m", page.Markup, StringComparison.Ordinal);
        Assert.Equal("M0 0L9 9", page.Find(".clf-pad path").GetAttribute("d"));
    }

    [Fact]
    public async Task A_form_that_stands_open_goes_with_the_time()
    {
        var state = State("{'key':'at','kind':'datetime','max':'now'}");
        var page = Show(state);
        state.Set("at", "2026-11-23T15:00:00+08:00");
        Assert.False(await page.InvokeAsync(() => page.Instance.Judge(false)));

        Clock.Advance(TimeSpan.FromHours(1));

        Assert.True(await page.InvokeAsync(() => page.Instance.Judge(false)));
        Assert.Equal(Now.AddHours(1), state.Step.Now);
    }

    [Fact]
    public void What_is_too_long_stays_in_the_input_and_is_told()
    {
        var state = State("{'key':'a','kind':'text','maxLength':3}");
        var page = Show(state);

        page.Find("input#f-a").Input("abcdef");
        page.Find("input#f-a").FocusOut();

        Assert.Equal("abcdef", page.Find("input#f-a").GetAttribute("value"));
        Assert.Contains("最多 3 个字符（现有 6 个）", page.Find("#f-a--error").TextContent, StringComparison.Ordinal);
        Assert.Equal("""{"a":"abcdef"}""", Plain(state.Draft()));
    }

    [Fact]
    public void Every_kind_has_an_input()
    {
        foreach (var kind in Enum.GetValues<FieldKind>())
        {
            var members = kind switch
            {
                FieldKind.Select or FieldKind.Radio or FieldKind.Checklist => $",{Options}",
                FieldKind.Table => ",'columns':[{'key':'c','kind':'text'}]",
                FieldKind.Section => ",'fields':[{'key':'c','kind':'text'}]",
                FieldKind.Context => ",'value':'1'",
                _ => "",
            };
            var name = kind.ToString().ToLowerInvariant();
            var state = kind == FieldKind.Note
                ? FormState.Create(FormDefinitionReader.Read("n", 1, """{"title":"t","fields":[{"key":"x","kind":"note","text":"words"}]}""").Form!, FormStep.Blank(Now))
                : State($"{{'key':'x','kind':'{name}'{members}}}");

            var page = Show(state);

            Assert.NotEmpty(page.Find(".clf-grid").Children);
            Assert.Equal(kind is not (FieldKind.Context or FieldKind.Note), page.FindComponents<FieldView>().Any(view => view.HasComponentOf<FieldInput>()));
        }
    }

    private static string Plain(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
