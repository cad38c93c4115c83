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
    /// <summary>Checks a name and a password without signing in; failures count as everywhere.</summary>
    /// <returns>The account; <see langword="null"/> = not signed in, and nobody is told why.</returns>
    public async Task<Account?> CheckAsync(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        return await FindAsync(userName, password) is { } account && (await CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded ? account : null;
    }

    /// <inheritdoc/>
    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        return await FindAsync(userName, password) is { } account ? await PasswordSignInAsync(account, password, isPersistent, lockoutOnFailure) : SignInResult.Failed;
    }

    private async Task<Account?> FindAsync(string userName, string password)
    {
        await services.GetRequiredService<SignInsReady>().Task;
        var account = await UserManager.FindByNameAsync(userName.Trim());
        if (account is null)
        {
            UserManager.PasswordHasher.HashPassword(new Account(), password);
        }

        return account;
    }
}
