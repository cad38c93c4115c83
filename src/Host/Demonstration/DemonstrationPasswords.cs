using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Workflows.Runtime.People;
using Workflows.Storage.People;

namespace Host.Demonstration;

/// <summary>Gives every account the demonstration's password, each with its own salt: the hashing is done side by side, the saving one by one.</summary>
internal sealed class DemonstrationPasswords(IPeople people, IServiceScopeFactory scopes, SignInsReady signIns)
{
    /// <summary>Sign-ins wait from now on.</summary>
    public void Announce() => signIns.Begin();

    /// <summary>Sign-ins go on.</summary>
    public void Release() => signIns.End();

    /// <summary>Makes them.</summary>
    public async Task SetAsync(string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var (id, hash) in await HashAsync(accounts.PasswordHasher, password, cancellationToken))
        {
            if (await accounts.FindByNameAsync(id) is { } account)
            {
                account.PasswordHash = hash;
                await accounts.UpdateSecurityStampAsync(account);
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> HashAsync(IPasswordHasher<Account> hasher, string password, CancellationToken cancellationToken)
    {
        var hashes = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(people.All, cancellationToken, (person, _) =>
        {
            hashes[person.Id] = hasher.HashPassword(new Account(), password);
            return ValueTask.CompletedTask;
        });
        return hashes;
    }
}
