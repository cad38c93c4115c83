using Microsoft.Playwright;
using TestSupport.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Support;

/// <summary>A person at a screen: a browser of their own, and everything that went wrong in it.</summary>
public sealed class Seat : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private Seat(IBrowserContext context, IPage page, HostProcess host)
    {
        (_context, Page, Host) = (context, page, host);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Add($"{message.Text} ({message.Location})");
            }
        };
    }

    /// <summary>The page in front of the person.</summary>
    public IPage Page { get; }

    /// <summary>The program they use.</summary>
    public HostProcess Host { get; }

    /// <summary>Scripts' errors and error lines on the browser's console so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Opens a browser that is signed in to nothing.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="host">The program.</param>
    /// <param name="screen">Size of the window; the default is <see cref="Screens.Desktop"/>.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    public static async Task<Seat> OpenAsync(IBrowser browser, HostProcess host, ViewportSize? screen = null, string language = "zh-CN")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = host.Address.ToString(),
            ViewportSize = screen ?? Screens.Desktop,
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            Geolocation = new Geolocation { Latitude = 30.6523f, Longitude = 113.8341f, Accuracy = 8 },
            Permissions = ["geolocation"],
        });
        context.SetDefaultTimeout(20_000);
        SetDefaultExpectTimeout(20_000);
        var seat = new Seat(context, await context.NewPageAsync(), host);
        if (language != "zh-CN")
        {
            // Chinese comes first whatever the browser prefers; the choice of another language is the person's.
            await seat.GoAsync($"/language/{language}?back=%2Flogin");
        }

        return seat;
    }

    /// <summary>Opens a browser and signs a demonstration person in.</summary>
    public static async Task<Seat> SignedInAsync(IBrowser browser, HostProcess host, string person, ViewportSize? screen = null, string language = "zh-CN")
    {
        var seat = await OpenAsync(browser, host, screen, language);
        await seat.SignInAsync(person, host.Password);
        return seat;
    }

    /// <summary>Fills the sign-in page in and waits for the inbox.</summary>
    public async Task SignInAsync(string person, string password)
    {
        await GoAsync("/login");
        await Page.Locator("#name").FillAsync(person);
        await Page.Locator("#password").FillAsync(password);
        await Page.Locator("form button[type=submit]").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/inbox"));
        await ReadyAsync();
    }

    /// <summary>Opens a page and waits until it takes clicks.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await ReadyAsync();
    }

    /// <summary>Waits until the page's circuit is up, where it has one, and nothing is being fetched.</summary>
    public async Task ReadyAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Page.Locator("#main").WaitForAsync();
        await Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
    }

    /// <summary>Closes the browser.</summary>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
