using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Support;

/// <summary>What a process owner does in the designer, by the words on the page.</summary>
public static class Designing
{
    /// <summary>A button by the beginning of its words.</summary>
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameString = name }).First;

    /// <summary>Takes a workflow over under an id of its own: exports its folder and imports it again.</summary>
    public static async Task TakeOverAsync(this Seat owner, string from, string id)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await owner.GoAsync($"/definitions/{from}");
        var download = await owner.Page.RunAndWaitForDownloadAsync(() => owner.Page.GetByText("导出文件夹 (zip)").ClickAsync());
        await owner.GoAsync("/definitions/import");
        await owner.Page.Locator("[data-ready]").WaitForAsync();
        await owner.Page.Locator("input[type=file]").SetInputFilesAsync(await download.PathAsync());
        await owner.Page.GetByLabel("标识").FillAsync(id);
        await owner.Page.GetByLabel("标识").BlurAsync();
        await Expect(owner.Page.Locator("#main")).Not.ToContainTextAsync($"已有流程“{from}”");
        await owner.Page.Button("导入为设计稿").ClickAsync();
        await Expect(owner.Page).ToHaveURLAsync(new Regex($"/definitions/{id}/design$"));
        await owner.Page.CanvasAsync();
        await owner.Page.PublishAsync("与原流程相同");
    }

    /// <summary>Opens the designer.</summary>
    public static async Task DesignAsync(this Seat owner, string id)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await owner.GoAsync($"/definitions/{id}/design");
        await owner.Page.CanvasAsync();
    }

    /// <summary>Waits until the flow is drawn.</summary>
    public static Task CanvasAsync(this IPage page) => Expect(page.Locator(".x6-node").First).ToBeVisibleAsync();

    /// <summary>Chooses a step; its properties are there when this returns.</summary>
    public static async Task ChooseStepAsync(this IPage page, string id)
    {
        await page.Locator($"[data-step={id}]").ClickAsync();
        await Expect(page.Locator($"[data-step={id}]")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>Adds a step behind what is selected, and gives it a name.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> AddStepAsync(this IPage page, string kind, string name)
    {
        var before = await page.Locator("[data-step]").CountAsync();
        await page.Locator($"[data-step-kind={kind}]").ClickAsync();
        await Expect(page.Locator("[data-step]")).ToHaveCountAsync(before + 1);
        var step = page.Locator("[data-step][aria-pressed=true]");
        await Expect(step).ToHaveCountAsync(1);
        var id = (await step.GetAttributeAsync("data-step"))!;
        await page.NameAsync(name);
        await Expect(page.Locator($"[data-step={id}]")).ToContainTextAsync(name);
        return id;
    }

    /// <summary>Names the selected step.</summary>
    public static Task NameAsync(this IPage page, string name) => page.SayAsync(page.GetByLabel("名称", new() { Exact = true }), name);

    /// <summary>Types into a field and leaves it.</summary>
    public static async Task SayAsync(this IPage page, ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    /// <summary>Labels the selected field in both languages.</summary>
    public static async Task LabelAsync(this IPage page, string zh, string en)
    {
        var words = page.Locator(".studio-properties .studio-both").First.Locator("input");
        await page.SayAsync(words.First, zh);
        await Expect(page.Locator(".studio-properties h2")).ToContainTextAsync(zh);
        await page.SayAsync(words.Nth(1), en);
    }

    /// <summary>Lets an outcome of the selected step lead to a step.</summary>
    public static async Task LeadAsync(this IPage page, string outcome, string step)
    {
        await page.Locator(".studio-ways").GetByLabel($"{outcome} →").SelectOptionAsync(step);
        await Expect(page.Locator(".studio-ways").GetByLabel($"{outcome} →")).ToHaveValueAsync(step);
    }

    /// <summary>Builds one comparison in the builder inside <paramref name="place"/>.</summary>
    public static async Task CompareAsync(this ILocator place, string field, string @operator, string value)
    {
        ArgumentNullException.ThrowIfNull(place);
        await place.GetByRole(AriaRole.Button, new() { Name = "添加比较" }).ClickAsync();
        await place.GetByLabel("哪一项").SelectOptionAsync(new SelectOptionValue { Label = field });
        await place.GetByLabel("怎样").SelectOptionAsync(@operator);
        var answer = place.GetByLabel("值", new() { Exact = true });
        if (await answer.EvaluateAsync<string>("e => e.tagName") == "SELECT")
        {
            await answer.SelectOptionAsync(value);
        }
        else
        {
            await answer.FillAsync(value);
            await answer.BlurAsync();
        }
    }

    /// <summary>The selected step is done by a role, in the unit whose words hold <paramref name="unit"/>.</summary>
    public static async Task AskRoleAsync(this IPage page, string role, string unit)
    {
        await page.Button("添加角色").ClickAsync();
        var who = page.Locator(".studio-item").Filter(new() { HasText = "在哪个单位" }).Last.Locator("select");
        await who.First.SelectOptionAsync(role);
        await who.Nth(1).SelectOptionAsync(new SelectOptionValue { Value = await who.Nth(1).Locator("option").Filter(new() { HasText = unit }).First.GetAttributeAsync("value") });
    }

    /// <summary>Nothing is wrong with the draft, and it is saved.</summary>
    public static async Task IsSoundAsync(this IPage page)
    {
        await Expect(page.Locator(".studio-problems")).ToContainTextAsync("没有发现问题");
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
    }

    /// <summary>Publishes the draft with a note.</summary>
    public static async Task PublishAsync(this IPage page, string note, Func<Task>? before = null)
    {
        await Expect(page.GetByText("设计稿已保存")).ToBeVisibleAsync();
        await page.Button("发布…").ClickAsync();
        await (before?.Invoke() ?? Task.CompletedTask);
        await page.GetByLabel("这一版改了什么").FillAsync(note);
        await page.Button("确认发布").ClickAsync();
        await Expect(page.Locator("#versions").Locator("..")).ToContainTextAsync(note);
    }
}
