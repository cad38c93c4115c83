using Host.Accounts;
using Workflows.Storage.People;

namespace Host.Api;

/// <summary>Identity's own endpoints, of which only sign-in and refresh are open: accounts are made by an administrator, not by their users.</summary>
internal static class SignInApi
{
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["/api/login"] = "Signs in: the user name goes into email. Answers with a bearer token, or with a cookie when useCookies=true.",
        ["/api/refresh"] = "A new bearer token for a refresh token.",
    };

    /// <summary>Maps them.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var identity = api.MapGroup("");
        identity.MapIdentityApi<Account>();
        identity.WithTags("Sign-in").AllowAnonymous().RequireRateLimiting(AccountServices.SignInRate);
        ((IEndpointConventionBuilder)identity).Add(endpoint =>
        {
            var pattern = "/" + (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText?.Trim('/');
            if (Open.TryGetValue(pattern, out var summary))
            {
                endpoint.Metadata.Add(new EndpointSummaryAttribute(summary));
            }
            else
            {
                endpoint.RequestDelegate = http => Problems.Missing().ExecuteAsync(http);
                endpoint.Metadata.Add(new ExcludeFromDescriptionAttribute());
            }
        });
    }
}
