using Microsoft.Playwright;

namespace Browser.Tests.Support;

/// <summary>The sizes at which pages are looked at.</summary>
public static class Screens
{
    /// <summary>A desk.</summary>
    public static ViewportSize Desktop => new() { Width = 1440, Height = 900 };

    /// <summary>A phone held upright.</summary>
    public static ViewportSize Phone => new() { Width = 390, Height = 844 };
}
