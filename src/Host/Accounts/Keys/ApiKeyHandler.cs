using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workflows.Storage.People;

namespace Host.Accounts.Keys;

/// <summary>Signs a program in by the key in <c>Authorization: ApiKey …</c>. Whether its person is active and which roles they hold is asked afterwards, as for everybody.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyDesk desk, UserManager<Account> accounts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme, and what the header begins with.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>Claim with the scopes of the key.</summary>
    public const string ScopeClaim = "closedloop:scopes";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(SchemeName + " ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await desk.FindAsync(header[(SchemeName.Length + 1)..].Trim(), accounts) is not { } found)
        {
            return AuthenticateResult.Fail("The key is unknown, expired or revoked.");
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, found.Account.UserName!), new Claim(ClaimTypes.NameIdentifier, found.Account.Id), new Claim(ScopeClaim, ((int)found.Key.Scopes).ToString(System.Globalization.CultureInfo.InvariantCulture))], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
