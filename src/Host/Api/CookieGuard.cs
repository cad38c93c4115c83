using Host.Accounts;
using Workflows.Core;

namespace Host.Api;

/// <summary>
/// A call that changes something and comes with a cookie must carry the header <c>X-Requested-With</c>, which another site's form cannot send, or
/// come from a page of our own by the browser's word (<c>Sec-Fetch-Site</c>, which no script can set). Calls with a token or a key need neither.
/// </summary>
internal static class CookieGuard
{
    /// <summary>The header.</summary>
    public const string Header = "X-Requested-With";

    private static readonly Refusal Missing = new("request.header-required", new LocalizedText(
        $"用 Cookie 登录时，修改类请求必须带 {Header} 头；程序请改用 Bearer 令牌。",
        $"With a cookie, requests that change something need the header {Header}; programs should use a bearer token."));

    /// <summary>Refuses such calls without the header.</summary>
    public static IApplicationBuilder UseCookieGuard(this IApplicationBuilder app) => app.Use((http, next) =>
        IsRead(http.Request.Method) || AccountServices.HasToken(http.Request) || http.User.Identity?.IsAuthenticated != true || http.Request.Headers.ContainsKey(Header) || http.Request.Headers["Sec-Fetch-Site"] == "same-origin"
            ? next(http)
            : Missing.ToProblem(StatusCodes.Status400BadRequest).ExecuteAsync(http));

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
