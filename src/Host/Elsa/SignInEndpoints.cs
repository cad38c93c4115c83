using Host.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workflows.Storage.People;

namespace Host.Elsa;

/// <summary>Sign-in the way Elsa's clients do it. The tokens are the same as those of <c>/api/login</c>.</summary>
internal static class SignInEndpoints
{
    /// <summary>Maps it.</summary>
    public static void MapElsaSignIn(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/identity").AllowAnonymous().RequireRateLimiting(AccountServices.SignInRate);
        group.MapPost("/login", async (LoginRequest body, SignInManager<Account> signIn, ElsaTokens tokens) =>
            ElsaJson.Answer(await ((PersonSignInManager)signIn).CheckAsync(body.Username ?? "", body.Password ?? "") is { } account ? await tokens.MakeAsync(account) : LoginAnswer.Refused));
        group.MapPost("/refresh-token", async (HttpRequest request, ElsaTokens tokens) => ElsaJson.Answer(await tokens.RenewAsync(request.Headers.Authorization.ToString())));
    }

    /// <summary>Body of a sign-in.</summary>
    internal sealed record LoginRequest(string? Username, string? Password);
}

/// <summary>What came of a sign-in.</summary>
internal sealed record LoginAnswer(bool IsAuthenticated, string? AccessToken = null, string? RefreshToken = null)
{
    public static LoginAnswer Refused { get; } = new(false);
}

/// <summary>Makes the bearer tokens that the program's own sign-in makes.</summary>
internal sealed class ElsaTokens(SignInManager<Account> signIn, IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
{
    private const string Prefix = "Bearer ";

    private BearerTokenOptions Options => options.Get(IdentityConstants.BearerScheme);

    /// <summary>Tokens for an account.</summary>
    public async Task<LoginAnswer> MakeAsync(Account account)
    {
        var person = await signIn.CreateUserPrincipalAsync(account);
        return new LoginAnswer(
            true,
            Options.BearerTokenProtector.Protect(Ticket("AccessToken", Options.BearerTokenExpiration)),
            Options.RefreshTokenProtector.Protect(Ticket("RefreshToken", Options.RefreshTokenExpiration)));

        AuthenticationTicket Ticket(string kind, TimeSpan lifetime) =>
            new(person, new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + lifetime }, $"{IdentityConstants.BearerScheme}:{kind}");
    }

    /// <summary>New tokens for a refresh token that still holds: not run out, and nothing about the account has changed that ends sign-ins.</summary>
    public async Task<LoginAnswer> RenewAsync(string authorization)
    {
        var ticket = authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? Options.RefreshTokenProtector.Unprotect(authorization[Prefix.Length..]) : null;
        return ticket?.Properties.ExpiresUtc > clock.GetUtcNow() && await signIn.ValidateSecurityStampAsync(ticket.Principal) is { } account && await signIn.CanSignInAsync(account)
            ? await MakeAsync(account)
            : LoginAnswer.Refused;
    }
}
