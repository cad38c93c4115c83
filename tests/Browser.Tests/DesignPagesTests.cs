using Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>Every page on which workflows are designed, at both widths: nothing for axe to find, and nothing wider than the window.</summary>
[Collection(HostCollection.Name)]
public sealed class DesignPagesTests(HostFixture fixture)
{
    public static TheoryData<string> Pages =>
    [
        "/definitions", "/definitions/new", "/definitions/import", "/definitions/inspection-ticket", "/definitions/inspection-ticket/heat",
        "/definitions/inspection-ticket/design", "/definitions/inspection-ticket/design/forms", "/definitions/inspection-ticket/design/forms/on-site",
        "/definitions/inspection-ticket/design/try", "/definitions/inspection-ticket/design/simulate", "/definitions/inspection-ticket/design/mails",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_of_the_designer_is_usable_by_everybody_at_a_desk_and_on_a_phone(string path)
    {
        await using var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
        foreach (var screen in new[] { Screens.Desktop, Screens.Phone })
        {
            await owner.Page.SetViewportSizeAsync(screen.Width, screen.Height);
            await owner.GoAsync(path);
            await Expect(owner.Page.Locator("#main h1")).ToBeVisibleAsync();
            await Accessibility.CheckAsync(owner.Page);
            await Accessibility.CheckFitsAsync(owner.Page);
        }

        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task The_mail_of_a_real_ticket_is_shown_beside_its_template()
    {
        using var station = await Errand.AsAsync(fixture.Host, "station-1-2");
        await station.AskAsync(HttpMethod.Post, "/api/instances", new { definitionId = "equipment-request" });
        await using var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner");
        await owner.GoAsync("/definitions/equipment-request/design/mails");
        await Expect(owner.Page.Locator("iframe.mail-frame")).ToBeVisibleAsync();
        await Accessibility.CheckAsync(owner.Page);
        await Accessibility.CheckFitsAsync(owner.Page);
        Assert.Empty(owner.Errors);
    }
}
