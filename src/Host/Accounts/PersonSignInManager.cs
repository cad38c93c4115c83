using Host.Demonstration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workflows.Storage.People;

namespace Host.Accounts;

/// <summary>Identity's sign-in, which takes as long for a name that does not exist as for one that does.</summary>
public sealed class PersonSignInManager(
    UserManager<Account> accounts,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger,
    IServiceProvider services)
    : SignInManager<Account>(accounts, http, claims, options, logger, services.GetRequiredService<IAuthenticationSchemeProvider>(), services.GetRequiredService<IUserConfirmation<Account>>())
{
    /// <inheritdoc/>
    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        await services.GetRequiredService<SignInsReady>().Task;
        if (await UserManager.FindByNameAsync(userName.Trim()) is { } account)
        {
            return await PasswordSignInAsync(account, password, isPersistent, lockoutOnFailure);
        }

        UserManager.PasswordHasher.HashPassword(new Account(), password);
        return SignInResult.Failed;
    }
}
