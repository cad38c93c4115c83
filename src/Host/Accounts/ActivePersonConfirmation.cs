using Microsoft.AspNetCore.Identity;
using Workflows.Runtime.People;
using Workflows.Storage.People;

namespace Host.Accounts;

/// <summary>Only an active person of the organisation may sign in.</summary>
public sealed class ActivePersonConfirmation(IPeople people) : IUserConfirmation<Account>
{
    /// <inheritdoc/>
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(user.UserName is { } name && people.Find(name) is { IsActive: true });
    }
}
