using Host.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Workflows.Runtime.People;
using Workflows.Storage.People;

namespace Host.Accounts;

/// <summary>What the frame posts to: sign-out and the choice of language.</summary>
internal static class AccountEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/logout", SignOutAsync).ExcludeFromDescription();
        routes.MapGet("/language/{language}", ChooseAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        await signIn.SignOutAsync();
        return Results.LocalRedirect("/login");
    }

    private static async Task<IResult> ChooseAsync(HttpContext http, IPeople people, string language, string? back)
    {
        if (Languages.All.FirstOrDefault(c => c.Name == language) is not { } culture)
        {
            return Results.NotFound();
        }

        http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
        });
        if (http.User.Identity?.Name is { } name && people.Find(name) is { } person && person.Language != culture.Name)
        {
            await people.SavePersonAsync(person with { Language = culture.Name }, http.RequestAborted);
        }

        return Results.LocalRedirect(back is null || back.StartsWith("/login", StringComparison.Ordinal) ? back is null ? "/inbox" : "/login" : LocalUrl.OrInbox(back));
    }
}
