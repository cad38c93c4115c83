using Host.Accounts;
using Host.Accounts.Keys;
using Host.Api;
using Host.Design;
using Host.Elsa;
using Host.Shell;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;

namespace Host.Startup;

/// <summary>Composes the web program from the rooms.</summary>
public static class WebHost
{
    private const string DefaultAddress = "http://localhost:5080";
    private const int MaxBodyBytes = 4 << 20;

    /// <summary>Builds it, ready to run.</summary>
    public static WebApplication Build(HostArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(WebHost).Assembly.GetName().Name });
        Configure(builder, arguments);
        var app = builder.Build();
        UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    private static void Configure(WebApplicationBuilder builder, HostArguments arguments)
    {
        builder.WebHost.UseStaticWebAssets();
        if (arguments.Urls is { } urls)
        {
            builder.WebHost.UseUrls(urls);
        }
        else if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        var data = DataDirectory.From(builder.Configuration, arguments);
        builder.Services.AddLogs(builder.Configuration, data);
        builder.Services.AddRooms(builder.Configuration, data);
        builder.Services.AddServing(builder.Configuration, arguments);
        builder.Services.AddDataProtection().SetApplicationName("ClosedLoop").PersistKeysToFileSystem(Directory.CreateDirectory(data.Keys));
        builder.Services.AddShell().AddAccounts().AddApi().AddElsa(builder.Configuration);
    }

    private static void UsePipeline(WebApplication app)
    {
        var web = app.Configuration.GetSection(WebOptions.Section).Get<WebOptions>() ?? new WebOptions();
        if (web.TrustForwardedHeaders)
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost });
        }

        app.UseHsts();
        if (web.RedirectToHttps)
        {
            app.UseHttpsRedirection();
        }

        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            ExceptionHandler = http => ApiServices.IsApi(http) ? ApiServices.WriteProblemAsync(http) : Task.CompletedTask,
        });
        app.UseWhen(ApiServices.IsApi, api => api.UseStatusCodePages(context => ApiServices.WriteProblemAsync(context.HttpContext)));
        app.UseWhen(http => !ApiServices.IsApi(http), pages => pages.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true));
        app.UseRouting();
        app.UseCors();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseKeyScopes();
        app.UseWhen(ApiServices.IsApi, api => api.UseCookieGuard());
        app.UseAntiforgery();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/healthz").AllowAnonymous();
        app.MapOpenApi().AllowAnonymous();
        app.MapApi();
        app.MapElsa();
        app.MapAccounts();
        app.MapDesignExports();
        app.MapGet("/", () => Results.LocalRedirect("/inbox")).ExcludeFromDescription();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null); // the policy of every answer says it
    }
}
