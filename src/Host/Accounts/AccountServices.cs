using System.Threading.RateLimiting;
using Host.Accounts.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Storage;
using Workflows.Storage.People;

namespace Host.Accounts;

/// <summary>Sign-in: ASP.NET Core Identity with a cookie for pages and bearer tokens for programs.</summary>
internal static class AccountServices
{
    /// <summary>Name of the rate limit that sign-in endpoints ask for.</summary>
    public const string SignInRate = "sign-in";

    private const string Scheme = "ClosedLoop";

    /// <summary>Adds accounts, cookies, tokens, policies and the limit on sign-ins.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        AddIdentity(services);
        AddAuthentication(services);
        services.AddAuthorization(Policies.AddTo);
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IAuthorizationHandler, ActivePersonHandler>());
        services.TryAddSingleton<PeopleDesk>();
        services.TryAddSingleton<ApiKeyDesk>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, PersonRevalidation>();
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<Microsoft.Extensions.Options.IOptions<SignInOptions>>((limits, signIn) =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(SignInRate, http => LimitOf(http, signIn.Value));
        });
        return services;
    }

    private static void AddIdentity(IServiceCollection services) => services
        .AddIdentityCore<Account>(options =>
        {
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
            options.Password.RequiredLength = 10;
            options.Password.RequiredUniqueChars = 4;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            options.SignIn.RequireConfirmedAccount = true;
        })
        .AddEntityFrameworkStores<WorkflowContext>()
        .AddDefaultTokenProviders()
        .AddApiEndpoints()
        .AddSignInManager<PersonSignInManager>() // after the endpoints, which bring a plain one
        .Services
        .Replace(ServiceDescriptor.Scoped<IUserConfirmation<Account>, ActivePersonConfirmation>())
        .Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));

    private static void AddAuthentication(IServiceCollection services)
    {
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, options => options.ForwardDefaultSelector = http => SchemeOf(http.Request))
            .AddBearerToken(IdentityConstants.BearerScheme, options => options.Events.OnMessageReceived = TakeFromAddress)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "cl-session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            options.LoginPath = "/login";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnRedirectToLogin = ToLogin;
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Whether a request brings a token or a key, not a cookie.</summary>
    internal static bool HasToken(HttpRequest request) => SchemeOf(request) != IdentityConstants.ApplicationScheme;

    private static string SchemeOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || IsHubWithToken(request) ? IdentityConstants.BearerScheme
            : header.StartsWith(ApiKeyHandler.SchemeName + " ", StringComparison.OrdinalIgnoreCase) ? ApiKeyHandler.SchemeName
            : IdentityConstants.ApplicationScheme;
    }

    /// <summary>A browser cannot send headers with a web socket, so a hub's client puts the token into the address.</summary>
    private static bool IsHubWithToken(HttpRequest request) => request.Path.StartsWithSegments(Elsa.ElsaRoutes.Hubs, StringComparison.Ordinal) && request.Query.ContainsKey("access_token");

    private static Task TakeFromAddress(Microsoft.AspNetCore.Authentication.BearerToken.MessageReceivedContext context)
    {
        if (IsHubWithToken(context.Request))
        {
            context.Token = context.Request.Query["access_token"];
        }

        return Task.CompletedTask;
    }

    /// <summary>A page leads to the sign-in page; a program gets 401.</summary>
    private static Task ToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (Api.ApiServices.IsApi(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    /// <summary>Passwords are tried by POST only; so many at once from an address, then a steady trickle.</summary>
    private static RateLimitPartition<string> LimitOf(HttpContext http, SignInOptions options) => HttpMethods.IsPost(http.Request.Method)
        ? RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "local", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.BurstPerAddress,
            TokensPerPeriod = options.PerSecondPerAddress,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
        })
        : RateLimitPartition.GetNoLimiter("read");
}
