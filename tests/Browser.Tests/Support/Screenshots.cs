using Microsoft.Playwright;
using TestSupport;

namespace Browser.Tests.Support;

/// <summary>Pictures of pages, kept in <c>artifacts/screenshots</c> for people to look at.</summary>
public static class Screenshots
{
    /// <summary>Takes the whole page at desktop and at phone width, then restores the size.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        var before = page.ViewportSize;
        foreach (var screen in (PageViewportSizeResult[])[Size(Screens.Desktop), Size(Screens.Phone)])
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = RepositoryRoot.Combine("artifacts", "screenshots", $"{name}-{screen.Width}x{screen.Height}.png"),
                FullPage = true,
                Animations = ScreenshotAnimations.Disabled,
            });
        }

        if (before is not null)
        {
            await page.SetViewportSizeAsync(before.Width, before.Height);
        }
    }

    private static PageViewportSizeResult Size(ViewportSize size) => new() { Width = size.Width, Height = size.Height };
}
