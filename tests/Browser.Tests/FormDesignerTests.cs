using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A process owner makes and changes forms in the browser, and new tickets show them.</summary>
[Collection(HostCollection.Name)]
public sealed class FormDesignerTests(HostFixture fixture)
{
    [Fact]
    public async Task A_form_is_made_for_a_step_with_a_dragged_field_and_a_rule_and_a_new_request_obeys_it()
    {
        await using var owner = await Sit("owner");
        var page = owner.Page;
        await owner.GoAsync("/definitions/new");
        await page.GetByLabel("名称").FillAsync("用车申请");
        await page.GetByLabel("标识").FillAsync("car-request");
        await Button(page, "开始设计").ClickAsync();
        await Expect(page.Locator(".x6-node[data-cell-id=start]").First).ToBeVisibleAsync();
        await page.GetByLabel("所有人").CheckAsync();
        await page.Locator("[data-step=start]").ClickAsync();
        await page.Locator("[data-step-kind=form-task]").ClickAsync();
        await Button(page, "由发起人办").ClickAsync();
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();

        // A form for this step: it is bound to it as it is made.
        await page.GetByRole(AriaRole.Link, new() { Name = "新建表单" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameString = "新建表单" })).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
        await page.GetByLabel("中文名称").FillAsync("用车单");
        await page.GetByLabel("英文名称").FillAsync("Car");
        await page.GetByLabel("标识").FillAsync("car");
        await Button(page, "新建并设计").ClickAsync();
        await Expect(page.Locator(".form-grid")).ToBeVisibleAsync();
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("至少需要一个字段");

        await page.Locator("[data-offer=number]").DragToAsync(page.Locator(".form-grid-outer"));
        await Expect(page.Locator("[data-cell=number1]")).ToBeVisibleAsync();
        await LabelAsync(page, "里程", "Distance");
        await page.Locator("[data-offer=multiline]").ClickAsync();
        await Expect(page.Locator("[data-cell=multiline1]")).ToBeVisibleAsync();
        await LabelAsync(page, "理由", "Reason");
        await page.Locator(".form-rule select").First.SelectOptionAsync("when");
        await Button(page, "添加比较").ClickAsync();
        await page.GetByLabel("怎样").SelectOptionAsync("Above");
        await page.GetByLabel("值", new() { Exact = true }).FillAsync("100");
        await page.GetByLabel("值", new() { Exact = true }).BlurAsync();
        await Button(page, "看表达式").ClickAsync();
        await Expect(page.GetByLabel("表达式（JavaScript）")).ToHaveValueAsync("data.number1 > 100");
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("没有发现问题");

        // The field that came second is put before the first, and its edge is pulled.
        await page.Locator("[data-cell=multiline1]").DragToAsync(page.Locator("[data-cell=number1]"), new() { TargetPosition = new() { X = 4, Y = 20 } });
        await Expect(page.Locator("[data-cell]").First).ToHaveAttributeAsync("data-cell", "multiline1");
        await PullAsync(page, page.Locator("[data-cell=multiline1] > [data-edge]"), columns: -6);
        await Expect(page.Locator("[data-cell=multiline1]")).ToHaveAttributeAsync("data-width", "6");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "form-designer");

        await Button(page, "手机试填").ClickAsync();
        await page.Locator(".form-trial").GetByLabel("里程").FillAsync("150");
        await page.Locator(".form-trial").GetByLabel("里程").BlurAsync();
        await Expect(page.Locator(".form-trial-data")).ToContainTextAsync("multiline1");
        await Expect(page.GetByLabel("保存的数据（JSON）")).ToHaveValueAsync("{\n  \"number1\": 150\n}");
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "form-trial");

        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { NameString = "到流程图发布" }).ClickAsync();
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("没有发现问题");
        await Button(page, "发布…").ClickAsync();
        await Button(page, "确认发布").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "用车申请" })).ToBeVisibleAsync();

        await using var station = await Sit("station-2-1");
        await station.GoAsync("/requests");
        await station.Page.Locator("[data-definition=car-request]").ClickAsync();
        await station.Page.GetByLabel("里程").FillAsync("150");
        await station.Page.GetByLabel("里程").BlurAsync();
        await station.Page.DecideAsync("提交");
        await Expect(station.Page.Locator(".clf-summary")).ToContainTextAsync("理由");
        await station.Page.GetByLabel("理由").FillAsync("跨县核查");
        await station.Page.GetByLabel("理由").BlurAsync();
        await station.Page.DecideAsync("提交");
        await Expect(station.Page.Locator(".clf-summary")).ToHaveCountAsync(0);
        NothingFailed(owner, station);
    }

    [Fact]
    public async Task Two_owners_of_a_form_keep_what_both_do_and_see_what_becomes_of_drafts()
    {
        await using var station = await Sit("station-2-1");
        await station.GoAsync("/requests");
        await station.Page.Locator("[data-definition=equipment-request]").ClickAsync();
        await station.Page.GetByLabel("装备名称").FillAsync("钳形电流表");
        await station.Page.GetByLabel("装备名称").BlurAsync();
        await Expect(station.Page.Locator(".decide-saved").GetByText("已保存")).ToBeVisibleAsync();

        await using var owner = await Sit("owner");
        await using var admin = await Sit("admin");
        await owner.GoAsync("/definitions/equipment-request/design/forms/request");
        await admin.GoAsync("/definitions/equipment-request/design/forms/request");
        await Expect(owner.Page.GetByText("也在设计这个流程")).ToBeVisibleAsync();

        var fields = owner.Page.Locator("[data-field]");
        var (first, last) = (await fields.First.GetAttributeAsync("data-field"), await fields.Last.GetAttributeAsync("data-field"));
        await ChooseAsync(owner.Page, first!);
        await LabelAsync(owner.Page, "甲改的字段", "First");
        await Expect(admin.Page.Locator($"[data-field='{first}']")).ToContainTextAsync("甲改的字段");
        await ChooseAsync(admin.Page, last!);
        await LabelAsync(admin.Page, "乙改的字段", "Second");
        await Expect(owner.Page.Locator($"[data-field='{last}']")).ToContainTextAsync("乙改的字段");
        await Expect(owner.Page.Locator($"[data-field='{first}']")).ToContainTextAsync("甲改的字段");

        await Button(owner.Page, "删除字段").ClickAsync();
        await Expect(owner.Page.Locator($"[data-field='{first}']")).ToHaveCountAsync(0);
        await Expect(owner.Page.Locator($"[data-impact='{first}']")).ToContainTextAsync("放不下");
        await Screenshots.TakeAsync(owner.Page, "form-impact");

        await owner.GoAsync("/definitions/equipment-request/design");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "丢弃修改" }).ClickAsync();
        await owner.Page.Locator(".cl-confirm").GetByRole(AriaRole.Button, new() { Name = "丢弃修改" }).ClickAsync();
        await Expect(owner.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/definitions/equipment-request$"));
        NothingFailed(owner, admin, station);
    }

    [Fact]
    public async Task By_keyboard_alone_a_field_is_found_moved_and_taken_back_and_a_code_table_is_made()
    {
        await using var owner = await Sit("owner", language: "en");
        var page = owner.Page;
        await owner.GoAsync("/definitions/inspection-ticket/design/forms/county-review");
        await Expect(page.Locator(".form-grid")).ToBeVisibleAsync();
        await page.GetByPlaceholder("Find a field").FocusAsync();
        var key = await page.Locator("[data-field]").Nth(2).GetAttributeAsync("data-field");
        await page.Keyboard.TypeAsync(key!);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"[data-field='{key}']")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByPlaceholder("Find a field").FillAsync("");
        var before = await page.Locator($"[data-cell='{key}']").GetAttributeAsync("data-index");
        await page.GetByRole(AriaRole.Button, new() { Name = "Down", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"[data-cell='{key}']")).Not.ToHaveAttributeAsync("data-index", before!);
        await page.Locator(".form-grid").FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator($"[data-cell='{key}']")).ToHaveAttributeAsync("data-index", before!);
        await Accessibility.CheckAsync(page);
        await page.SetViewportSizeAsync(Screens.Phone.Width, Screens.Phone.Height);
        await Accessibility.CheckFitsAsync(page);
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "form-designer-phone");

        await page.SetViewportSizeAsync(Screens.Desktop.Width, Screens.Desktop.Height);
        await owner.GoAsync("/definitions/inspection-ticket/design/forms");
        await page.GetByLabel("What").SelectOptionAsync("codes");
        await page.GetByLabel("Chinese title").FillAsync("问题类型");
        await page.GetByLabel("English title").FillAsync("Type of problem");
        await page.GetByLabel("Id").FillAsync("problem-type");
        await Button(page, "Make and design it").ClickAsync();
        await page.GetByLabel("Value of answer 1").FillAsync("theft");
        await page.GetByLabel("Chinese of answer 1").FillAsync("窃电");
        await page.GetByLabel("English of answer 1").FillAsync("Theft");
        await page.GetByLabel("English of answer 1").BlurAsync();
        await Button(page, "Save to the draft").ClickAsync();
        await Expect(page.GetByText("Saved to the draft.")).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);

        await owner.GoAsync("/definitions/inspection-ticket/design/forms/county-review");
        await page.Locator("[data-offer=select]").ClickAsync();
        await page.GetByLabel("They come from").SelectOptionAsync("code:problem-type");
        await Expect(page.Locator(".studio-properties")).ToContainTextAsync("Theft");
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("Nothing is wrong");
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();
        await owner.GoAsync("/definitions/inspection-ticket/design");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();
        await page.Locator(".cl-confirm").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/definitions/inspection-ticket$"));
        NothingFailed(owner);
    }

    private static async Task ChooseAsync(IPage page, string field)
    {
        await page.Locator($"[data-field='{field}']").ClickAsync();
        await Expect(page.Locator($"[data-field='{field}']")).ToHaveAttributeAsync("aria-pressed", "true"); // the properties are those of the field
    }

    private static async Task LabelAsync(IPage page, string zh, string en)
    {
        var words = page.Locator(".studio-properties .studio-both").First.Locator("input");
        await words.Nth(0).FillAsync(zh);
        await words.Nth(0).BlurAsync();
        await Expect(page.Locator(".studio-properties h2")).ToContainTextAsync(zh);
        await words.Nth(1).FillAsync(en);
        await words.Nth(1).BlurAsync();
    }

    /// <summary>Pulls the right edge of a field by a number of columns.</summary>
    private static async Task PullAsync(IPage page, ILocator edge, int columns)
    {
        await edge.ScrollIntoViewIfNeededAsync();
        var (at, room) = ((await edge.BoundingBoxAsync())!, (await page.Locator(".form-grid-outer").BoundingBoxAsync())!);
        var y = at.Y + (at.Height / 2);
        await page.Mouse.MoveAsync(at.X + (at.Width / 2), y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(at.X + (at.Width / 2) + (columns * room.Width / 12), y, new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameString = name }).First;

    private static void NothingFailed(params Seat[] seats) => Assert.All(seats, seat => Assert.Empty(seat.Errors));

    private Task<Seat> Sit(string person, string language = "zh-CN") => Seat.SignedInAsync(fixture.Browser, fixture.Host, person, language: language);
}
