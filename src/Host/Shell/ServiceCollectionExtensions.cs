using Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace Host.Shell;

/// <summary>Registers the frame of the pages.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds pages, languages, the current person and the policies.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization(Policies.AddTo);
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IAuthorizationHandler, ActivePersonHandler>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<Localizer>();
        services.TryAddScoped<CurrentPerson>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.Chinese);
            options.SupportedCultures = [.. Languages.All];
            options.SupportedUICultures = [.. Languages.All];
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        return services;
    }
}
