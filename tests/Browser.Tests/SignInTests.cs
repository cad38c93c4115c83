using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The door: what a person meets before anything else.</summary>
[Collection(HostCollection.Name)]
public sealed class SignInTests(HostFixture fixture)
{
    [Theory]
    [InlineData("zh-CN", "登录")]
    [InlineData("en", "Sign in")]
    public async Task The_sign_in_page_can_be_used_by_everyone_at_any_size(string language, string heading)
    {
        await using var seat = await Seat.OpenAsync(fixture.Browser, fixture.Host, language: language);

        await seat.GoAsync("/");

        await Expect(seat.Page).ToHaveURLAsync(new Regex("/login"));
        await Expect(seat.Page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
        await Screenshots.TakeAsync(seat.Page, $"sign-in-{language}");
        await Accessibility.CheckAsync(seat.Page);
        await seat.Page.SetViewportSizeAsync(Screens.Phone.Width, Screens.Phone.Height);
        await Accessibility.CheckAsync(seat.Page);
        await Accessibility.CheckFitsAsync(seat.Page);
        Assert.Empty(seat.Errors);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_lets_nobody_in()
    {
        await using var seat = await Seat.OpenAsync(fixture.Browser, fixture.Host);

        await seat.GoAsync("/login");
        await seat.Page.GetByLabel("用户名").FillAsync("station-8-1");
        await seat.Page.GetByLabel("密码").FillAsync("wrong");
        await seat.Page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();

        await Expect(seat.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("用户名或密码不对");
        await seat.GoAsync("/inbox");
        await Expect(seat.Page).ToHaveURLAsync(new Regex("/login"));
    }

    [Fact]
    public async Task A_person_who_signs_in_stands_before_the_inbox_and_who_signs_out_sees_nothing_more()
    {
        await using var seat = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "county-1");

        await Expect(seat.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("收件箱");
        await Screenshots.TakeAsync(seat.Page, "inbox-empty");
        await Accessibility.CheckAsync(seat.Page);
        await seat.Page.GetByRole(AriaRole.Banner).Locator("summary").ClickAsync();
        await seat.Page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await Expect(seat.Page).ToHaveURLAsync(new Regex("/login"));
        await seat.GoAsync("/tickets");
        await Expect(seat.Page).ToHaveURLAsync(new Regex("/login"));
        Assert.Empty(seat.Errors);
    }
}
