using Microsoft.AspNetCore.Identity;
using Workflows.Inspection.Demonstration;
using Workflows.Runtime.People;
using Workflows.Storage.People;

namespace Host.Demonstration;

/// <summary>Saves the demonstration's units, people and passwords. Sign-ins wait meanwhile.</summary>
internal sealed class DemonstrationPeople(IPeople people, IServiceScopeFactory scopes, SignInsReady signIns)
{
    /// <summary>Whether nobody is there yet.</summary>
    public bool AreMissing => people.All.Count == 0;

    /// <summary>Sign-ins wait from now on.</summary>
    public void Announce() => signIns.Begin();

    /// <summary>Saves them; sign-ins go on afterwards, however it ended.</summary>
    public async Task SaveAsync(string password, CancellationToken cancellationToken)
    {
        try
        {
            var units = DemonstrationNames.Units();
            var staff = DemonstrationStaff.All(units);
            var hashing = HashAsync(staff, password, cancellationToken);
            await people.SaveUnitsAsync(units, cancellationToken);
            foreach (var person in staff)
            {
                await people.SavePersonAsync(person, cancellationToken);
            }

            await SavePasswordsAsync(await hashing);
        }
        finally
        {
            signIns.End();
        }
    }

    /// <summary>
    /// Every account gets its own salt, so every hash is made for itself. Each takes a while by design: all of them on one thread of their own, so
    /// that the first pages need not wait for a free one.
    /// </summary>
    private Task<Dictionary<string, string>> HashAsync(IEnumerable<Person> staff, string password, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () =>
            {
                using var scope = scopes.CreateScope();
                var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();
                var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var person in staff)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    hashes[person.Id] = hasher.HashPassword(new Account(), password);
                }

                return hashes;
            },
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private async Task SavePasswordsAsync(Dictionary<string, string> hashes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var (id, hash) in hashes)
        {
            if (await accounts.FindByNameAsync(id) is { } account)
            {
                account.PasswordHash = hash;
                var saved = await accounts.UpdateSecurityStampAsync(account);
                if (!saved.Succeeded)
                {
                    throw new InvalidOperationException($"The password of {id} was not saved: {saved}");
                }
            }
        }
    }
}
