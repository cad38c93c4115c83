using System.Text;
using System.Text.Json.Nodes;
using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>What the hand can do on the canvas of the flow designer.</summary>
[Collection(HostCollection.Name)]
public sealed class CanvasTests(HostFixture fixture)
{
    [Fact]
    public async Task A_note_is_written_moved_drawn_and_taken_off_by_mouse_and_by_keyboard()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await ImportAsync(owner, Nested("note-check"));
        await page.Locator("[data-step-kind=canvas-note]").DragToAsync(page.Locator("[data-flow-canvas]"), new() { TargetPosition = new() { X = 60, Y = 60 } });
        await page.GetByLabel("内容").FillAsync("先问营销部\n再改流程");
        await page.GetByLabel("内容").BlurAsync();
        var note = page.Locator("[data-flow-canvas] .x6-node", new() { HasText = "先问营销部" });
        await Expect(note).ToHaveCountAsync(1);

        var before = (await note.BoundingBoxAsync())!;
        await DragAsync(page, before, 120, 40);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "撤销" })).ToHaveAttributeAsync("title", "撤销：移动便签（Ctrl+Z）");
        Assert.Equal(before.X + 120, (await note.BoundingBoxAsync())!.X, 12d);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "撤销" })).ToHaveAttributeAsync("title", "撤销：写便签（Ctrl+Z）");

        var drawing = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "SVG", Exact = true }).ClickAsync());
        Assert.Contains("先问营销部", await File.ReadAllTextAsync(await drawing.PathAsync()), StringComparison.Ordinal);

        // In the outline: found, moved and deleted without a mouse.
        await page.Locator("[data-note]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-note]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByLabel("横向位置").FillAsync("640");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
        await Screenshots.TakeAsync(page, "designer-note");
        await page.ReloadAsync();
        await page.Locator("[data-note]").ClickAsync();
        await Expect(page.GetByLabel("横向位置")).ToHaveValueAsync("640");
        await page.GetByRole(AriaRole.Button, new() { Name = "删除便签" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-note]")).ToHaveCountAsync(0);
        await Expect(note).ToHaveCountAsync(0);
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Steps_are_selected_with_a_rubber_band_an_arrow_is_led_elsewhere_and_a_nested_flow_opens()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await ImportAsync(owner, Nested("band-check"));
        await FitAsync(page);
        var (first, last) = ((await Node(page, "start").BoundingBoxAsync())!, (await Node(page, "end").BoundingBoxAsync())!);
        await page.Keyboard.DownAsync("Shift");
        await page.Mouse.MoveAsync(first.X - 8, Math.Min(first.Y, last.Y) - 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(last.X + last.Width + 8, Math.Max(first.Y + first.Height, last.Y + last.Height) + 20, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await page.Keyboard.UpAsync("Shift");
        await Expect(page.Locator(".studio-properties")).ToContainTextAsync("已选 4 个步骤");

        // The end of the line from the first step is taken off its arrowhead and put onto the end.
        await page.Locator("[data-step=a]").ClickAsync();
        var choice = page.Locator(".studio-ways select").First;
        await Expect(choice).ToHaveValueAsync("inner");
        await FitAsync(page);
        var line = page.Locator("[data-flow-canvas] .x6-edge[data-cell-id='a:Done->inner'] path").First;
        await line.HoverAsync(new() { Force = true });
        var grip = page.Locator(".studio-end");
        await Expect(grip).ToBeVisibleAsync();
        await DragAsync(page, (await grip.BoundingBoxAsync())!, (await Node(page, "end").BoundingBoxAsync())!);
        await page.Locator("[data-step=a]").ClickAsync();
        await Expect(choice).ToHaveValueAsync("end");
        await page.Locator("[data-flow-canvas]").FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(choice).ToHaveValueAsync("inner");

        await FitAsync(page);
        await Node(page, "inner").DblClickAsync();
        await Expect(page.Locator("[data-step]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-step=deep]")).ToBeVisibleAsync();
        await Expect(Node(page, "deep")).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "打开的层次" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator("[data-step=inner]")).ToBeVisibleAsync();
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Printing_prints_the_drawing_and_nothing_else()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await page.AddInitScriptAsync("if (window !== top) { window.print = () => { top.printed = document.body.innerHTML; dispatchEvent(new Event('afterprint')); }; }");
        await owner.GoAsync("/definitions/equipment-request/design");
        await Expect(Node(page, "county")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "打印" }).ClickAsync();
        await page.WaitForFunctionAsync("() => top.printed");
        var printed = await page.EvaluateAsync<string>("() => top.printed");

        Assert.StartsWith("<svg", printed, StringComparison.Ordinal);
        Assert.Contains("县公司审批", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("x6-port", printed, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("iframe[name=print]").CountAsync());
        Assert.Empty(owner.Errors);
    }

    /// <summary>The rate of frames is held against the rate of the same page at rest, a moment before: the machine may be slow or busy.</summary>
    [Fact]
    public async Task Two_hundred_steps_can_be_dragged_about_without_the_picture_stopping()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await ImportAsync(owner, Large("large-check", 200));
        await Expect(page.Locator("[data-flow-canvas] .x6-node")).ToHaveCountAsync(200);
        await Expect(page.Locator(".studio-problems")).Not.ToContainTextAsync("正在检查");
        var step = (await Node(page, "s1").BoundingBoxAsync())!;

        var rest = await FramesAsync(page, () => page.WaitForTimeoutAsync(1500));
        var moving = await FramesAsync(page, () => DragAsync(page, step, 160, 60, steps: 90));

        Assert.True(moving > 0.5 * rest, $"{moving:0} frames/s while dragging, {rest:0} at rest");
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        Assert.NotEqual(step.X, (await Node(page, "s1").BoundingBoxAsync())!.X);
        Assert.Empty(owner.Errors);
    }

    /// <summary>Shows everything, and waits until it has come to rest there.</summary>
    private static async Task FitAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "看全图" }).ClickAsync();
        LocatorBoundingBoxResult? before, after = null;
        do
        {
            before = after;
            await page.WaitForTimeoutAsync(200);
            after = await Node(page, "end").BoundingBoxAsync();
        }
        while (before is null || (before.X, before.Y) != (after!.X, after.Y));
    }

    /// <summary>Frames per second while something happens.</summary>
    private static async Task<double> FramesAsync(IPage page, Func<Task> what)
    {
        await page.EvaluateAsync("""
            () => {
              const run = window.run = { frames: 0, began: performance.now(), on: true };
              const count = () => { if (run.on) { run.frames++; requestAnimationFrame(count); } };
              requestAnimationFrame(count);
            }
            """);
        await what();
        return await page.EvaluateAsync<double>("() => { run.on = false; return 1000 * run.frames / (performance.now() - run.began); }");
    }

    private static async Task DragAsync(IPage page, LocatorBoundingBoxResult from, float dx, float dy, int steps = 12)
    {
        var (x, y) = (from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + dx, y + dy, new() { Steps = steps });
        await page.Mouse.UpAsync();
    }

    private static Task DragAsync(IPage page, LocatorBoundingBoxResult from, LocatorBoundingBoxResult to) =>
        DragAsync(page, from, to.X + (to.Width / 2) - from.X - (from.Width / 2), to.Y + (to.Height / 2) - from.Y - (from.Height / 2));

    private static ILocator Node(IPage page, string id) => page.Locator($"[data-flow-canvas] .x6-node[data-cell-id={id}]");

    private static async Task ImportAsync(Seat owner, JsonObject definition)
    {
        await owner.GoAsync("/definitions/import");
        await owner.Page.Locator("[data-ready]").WaitForAsync();
        await owner.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "flow.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(definition.ToJsonString()) });
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "导入为设计稿" }).ClickAsync();
        await Expect(owner.Page.Locator("[data-flow-canvas] .x6-node").First).ToBeVisibleAsync();
    }

    /// <summary>A flow of four steps, one of which holds a flow of two.</summary>
    private static JsonObject Nested(string id) => Definition(id, Chart(
        "flow",
        [Step("start", "Elsa.Start"), Step("a", "Elsa.RunTask"), Chart("inner", [Step("in", "Elsa.Start"), Step("deep", "Elsa.RunTask")], "in>deep"), Step("end", "Elsa.End")],
        "start>a a>inner inner>end"));

    /// <summary>A flow of so many steps, in rows of twenty with a way back here and there.</summary>
    private static JsonObject Large(string id, int count)
    {
        var steps = Enumerable.Range(0, count).Select(i => Step($"s{i}", i == 0 ? "Elsa.Start" : "Elsa.RunTask", (i % 20) * 220, (i / 20) * 120));
        var ways = Enumerable.Range(1, count - 1).Select(i => $"s{i - 1}>s{i}").Concat(Enumerable.Range(1, (count / 8) - 1).Select(i => $"s{i * 8}>s{(i * 8) - 5}"));
        return Definition(id, Chart("flow", [.. steps], string.Join(' ', ways)));
    }

    private static JsonObject Definition(string id, JsonObject root) => new() { ["definitionId"] = id, ["name"] = id, ["root"] = root };

    private static JsonObject Step(string id, string type, int? x = null, int y = 0)
    {
        var step = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        if (x is not null)
        {
            step["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = x, ["y"] = y } } };
        }

        return step;
    }

    private static JsonObject Chart(string id, JsonObject[] steps, string ways) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = "Elsa.Flowchart",
        ["version"] = 1,
        ["activities"] = new JsonArray([.. steps]),
        ["connections"] = new JsonArray([.. ways.Split(' ').Select(w => w.Split('>')).Select(w => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = w[0], ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = w[1], ["port"] = "In" },
        })]),
    };

    private Task<Seat> SitAsync() => Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
}
