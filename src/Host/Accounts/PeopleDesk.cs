using Microsoft.AspNetCore.Identity;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;
using Workflows.Storage.People;

namespace Host.Accounts;

/// <summary>What an administrator does with people: each call is a piece of work of its own.</summary>
public sealed class PeopleDesk(IServiceScopeFactory scopes, IPeople people)
{
    /// <summary>Adds a person with a password.</summary>
    /// <returns>Why not (<c>person.exists</c>, <c>person.invalid</c>, <c>person.password-too-simple</c>); <see langword="null"/> when done.</returns>
    public async Task<Refusal?> AddAsync(Person person, string password, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (people.Find(person.Id) is not null)
        {
            return new("person.exists", new LocalizedText($"用户名“{person.Id}”已被使用。请换一个。", $"The user name “{person.Id}” is taken. Choose another."));
        }

        if (Check(person) is { } refusal)
        {
            return refusal;
        }

        if (await CheckAsync(password) is { } weak)
        {
            return weak;
        }

        await people.SavePersonAsync(person, cancellationToken);
        return await SetPasswordAsync(person.Id, password);
    }

    /// <summary>Changes a person. The last active administrator stays one.</summary>
    /// <returns>Why not (<c>person.invalid</c>, <c>person.last-administrator</c>); <see langword="null"/> when done.</returns>
    public async Task<Refusal?> SaveAsync(Person person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (Check(person) is { } refusal)
        {
            return refusal;
        }

        if (!IsAdministrator(person) && !people.All.Any(p => p.Id != person.Id && IsAdministrator(p)))
        {
            return new("person.last-administrator", new LocalizedText("至少要留一名在岗的系统管理员。请先授权另一个人。", "One active administrator must remain. Give somebody else the role first."));
        }

        await people.SavePersonAsync(person, cancellationToken);
        if (!person.IsActive)
        {
            await WithAccountAsync(person.Id, (accounts, account) => accounts.UpdateSecurityStampAsync(account));
        }

        return null;
    }

    /// <summary>Gives a new password; sign-ins elsewhere end, and a lock is lifted.</summary>
    public async Task<Refusal?> SetPasswordAsync(string personId, string password) => await CheckAsync(password) ?? await WithAccountAsync(personId, (accounts, account) =>
    {
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        return accounts.UpdateSecurityStampAsync(account);
    });

    /// <summary>Lifts the lock after too many wrong passwords.</summary>
    public Task<Refusal?> UnlockAsync(string personId) => WithAccountAsync(personId, async (accounts, account) =>
    {
        await accounts.ResetAccessFailedCountAsync(account);
        return await accounts.SetLockoutEndDateAsync(account, null);
    });

    private static bool IsAdministrator(Person person) => person.IsActive && person.Grants.Any(g => g.Role == Roles.Administrator);

    private Refusal? Check(Person person) =>
        person.Id.Length is 0 or > 60 || person.Id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
            ? new("person.invalid", new LocalizedText("用户名只能用字母、数字、“-”“.”“_”，最长 60 位。", "A user name has letters, digits, - . _ and at most 60 characters."))
            : string.IsNullOrWhiteSpace(person.Name)
                ? new("person.invalid", new LocalizedText("请填写姓名。", "Enter the name."))
                : people.Chart.Units.Any() && people.Chart.Find(person.Unit) is null
                    ? new("person.invalid", new LocalizedText("请选择所在单位。", "Choose the home unit."))
                    : person.Grants.FirstOrDefault(g => !RoleTexts.IsName(g.Role)) is { } odd
                        ? new("person.invalid", new LocalizedText($"角色“{odd.Role}”的名称不合适：只能用文字、数字和连字符，最长 40 个。", $"“{odd.Role}” is no name for a role: letters, digits and hyphens only, 40 at most."))
                        : null;

    private async Task<Refusal?> CheckAsync(string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var validator in accounts.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(accounts, new Account(), password)).Succeeded)
            {
                return new("person.password-too-simple", new LocalizedText("密码太简单：至少 10 位，至少 4 个不同的字符。", "The password is too simple: at least 10 characters, 4 of them different."));
            }
        }

        return null;
    }

    private async Task<Refusal?> WithAccountAsync(string personId, Func<UserManager<Account>, Account, Task<IdentityResult>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByNameAsync(personId) is not { } account)
        {
            return new("person.unknown", new LocalizedText($"没有账号“{personId}”。", $"There is no account “{personId}”."));
        }

        var result = await work(accounts, account);
        return result.Succeeded ? null : new("person.busy", new LocalizedText("账号刚被别人修改，没有保存。请重试。", "Somebody else has just changed the account; nothing was saved. Try again."));
    }
}
