using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace Host.Shell;

/// <summary>Registers the frame of the pages.</summary>
internal static class ShellServices
{
    /// <summary>Adds pages, languages and the current person.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Chinese stays Chinese in the page's source
        services.TryAddScoped<Localizer>();
        services.TryAddScoped<CurrentPerson>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.Chinese);
            options.SupportedCultures = [.. Languages.All];
            options.SupportedUICultures = [.. Languages.All];

            // A link in a mail says its reader's language; what the reader chose here goes before it.
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new QueryStringRequestCultureProvider { QueryStringKey = "lang", UIQueryStringKey = "lang" }];
        });
        return services;
    }
}
