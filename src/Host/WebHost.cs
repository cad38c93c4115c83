using System.Globalization;
using Host.Accounts;
using Host.Shell;
using Microsoft.AspNetCore.Localization;
using Radzen;

namespace Host;

/// <summary>Composes the web program from the rooms.</summary>
public static class WebHost
{
    /// <summary>Builds it, ready to run.</summary>
    public static WebApplication Build(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Services.AddShell();
        var app = builder.Build();
        app.UseRequestLocalization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
