using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Support;

/// <summary>Fills forms in as a person does: by the words on the page.</summary>
public static class FormFilling
{
    /// <summary>Chooses an entry of a drop-down.</summary>
    public static async Task ChooseAsync(this IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex(Regex.Escape(option)) }).Locator("visible=true").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = label })).ToContainTextAsync(option);
    }

    /// <summary>Ticks one answer of a group.</summary>
    public static async Task AnswerAsync(this IPage page, string question, string answer)
    {
        var radio = page.GetByRole(AriaRole.Radiogroup, new() { Name = question, Exact = true }).GetByRole(AriaRole.Radio, new() { Name = answer, Exact = true });
        await radio.CheckAsync();
        await Expect(radio).ToBeCheckedAsync();
    }

    /// <summary>Gives every question of a section the same answer.</summary>
    public static async Task AnswerAllAsync(this IPage page, string section, string answer)
    {
        var radios = page.GetByRole(AriaRole.Region, new() { Name = section }).GetByRole(AriaRole.Radio, new() { Name = answer, Exact = true });
        var count = await radios.CountAsync();
        Assert.True(count > 0, $"There is no “{answer}” in “{section}”.");
        for (var i = 0; i < count; i++)
        {
            await radios.Nth(i).CheckAsync();
            await Expect(radios.Nth(i)).ToBeCheckedAsync();
        }
    }

    /// <summary>Types into a field and leaves it.</summary>
    public static async Task WriteAsync(this IPage page, string label, string text)
    {
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }

    /// <summary>Hands a picture in.</summary>
    public static async Task AddPhotoAsync(this IPage page, string field, string fileName, byte[] picture)
    {
        await page.GetByLabel($"{field}: 选择照片").SetInputFilesAsync(new FilePayload { Name = fileName, MimeType = "image/png", Buffer = picture });
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = field }).GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
    }

    /// <summary>Presses one of the outcomes below the form.</summary>
    public static async Task DecideAsync(this IPage page, string outcome) =>
        await page.GetByRole(AriaRole.Region, new() { Name = "办理" }).GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true }).ClickAsync();
}
