using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Workflows.Core;
using Workflows.Storage.People;

namespace Host.Accounts.Keys;

/// <summary>What an administrator does with the keys of people and services: a service is a person that nobody signs in as. Kept among the account's tokens.</summary>
/// <param name="scopes">Each call is a piece of work of its own.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Hears of every key that is made or revoked.</param>
public sealed partial class ApiKeyDesk(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ApiKeyDesk> logger)
{
    /// <summary>How long a key may work.</summary>
    public const int MostDays = 366;

    private const string Provider = "ClosedLoop";
    private const string TokenName = "api-keys";
    private const int SecretBytes = 32;

    /// <summary>The keys of a person, newest first, revoked and expired ones too.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(string personId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await accounts.FindByNameAsync(personId) is { } account ? [.. (await ReadAsync(accounts, account)).Reverse()] : [];
    }

    /// <summary>Makes a key.</summary>
    /// <param name="personId">Whose rights it has, now and as they change.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="keyScopes">What may be done with it; at least one.</param>
    /// <param name="days">How long it works, 1–366.</param>
    /// <param name="by">Person id of the administrator.</param>
    public async Task<NewKey> CreateAsync(string personId, string name, KeyScope keyScopes, int days, string by)
    {
        ArgumentNullException.ThrowIfNull(personId);
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || keyScopes == KeyScope.None || days is < 1 or > MostDays)
        {
            return new NewKey(null, null, Invalid);
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var now = clock.GetUtcNow();
        var key = new ApiKey(id, name.Trim(), keyScopes, HashOf(secret), by, now, now.AddDays(days));
        var refusal = await ChangeAsync(personId, keys => keys.Add(key));
        if (refusal is not null)
        {
            return new NewKey(null, null, refusal);
        }

        Log.Created(logger, by, id, personId, keyScopes, key.ExpiresAt);
        return new NewKey(key, $"{personId}.{id}.{secret}", null);
    }

    /// <summary>A key does not work any more, from the next request on.</summary>
    /// <returns>Why not; <see langword="null"/> when done.</returns>
    public async Task<Refusal?> RevokeAsync(string personId, string keyId, string by)
    {
        var found = false;
        var refusal = await ChangeAsync(personId, keys => [.. keys.Select(k =>
        {
            if (k.Id != keyId || k.RevokedAt is not null)
            {
                return k;
            }

            found = true;
            return k with { RevokedBy = by, RevokedAt = clock.GetUtcNow() };
        })]);
        if (refusal is null && !found)
        {
            return Unknown;
        }

        if (refusal is null)
        {
            Log.Revoked(logger, by, keyId, personId);
        }

        return refusal;
    }

    /// <summary>The account and the key behind what a request brings; <see langword="null"/> = it opens nothing.</summary>
    internal async Task<(Account Account, ApiKey Key)?> FindAsync(string presented, UserManager<Account> accounts)
    {
        var parts = presented.Split('.');
        if (parts.Length < 3 || await accounts.FindByNameAsync(string.Join('.', parts[..^2])) is not { } account)
        {
            return null;
        }

        var hash = Encoding.ASCII.GetBytes(HashOf(parts[^1]));
        var key = (await ReadAsync(accounts, account)).FirstOrDefault(k => k.Id == parts[^2] && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(k.Hash), hash));
        return key?.WorksAt(clock.GetUtcNow()) == true ? (account, key) : null;
    }

    private static Refusal Invalid { get; } = new("api-key.invalid", new LocalizedText(
        $"请填写密钥用途（最多 100 字），至少选一项权限，有效期 1–{MostDays} 天。",
        $"Say what the key is for (up to 100 characters), choose at least one scope, and let it work for 1 to {MostDays} days."));

    private static Refusal Unknown { get; } = new("api-key.unknown", new LocalizedText("没有这个密钥，或者它已被吊销。", "There is no such key, or it has been revoked already."));

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static async Task<ImmutableArray<ApiKey>> ReadAsync(UserManager<Account> accounts, Account account) =>
        await accounts.GetAuthenticationTokenAsync(account, Provider, TokenName) is { } stored ? JsonSerializer.Deserialize<ImmutableArray<ApiKey>>(stored) : [];

    private async Task<Refusal?> ChangeAsync(string personId, Func<ImmutableArray<ApiKey>, ImmutableArray<ApiKey>> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByNameAsync(personId) is not { } account)
        {
            return new("person.unknown", new LocalizedText($"没有账号“{personId}”。", $"There is no account “{personId}”."));
        }

        var changed = JsonSerializer.Serialize(change(await ReadAsync(accounts, account)));
        return (await accounts.SetAuthenticationTokenAsync(account, Provider, TokenName, changed)).Succeeded
            ? null
            : new("person.busy", new LocalizedText("账号刚被别人修改，没有保存。请重试。", "Somebody else has just changed the account; nothing was saved. Try again."));
    }

    private static partial class Log
    {
        [LoggerMessage(2320, LogLevel.Information, "{By} made the API key {Key} for {Person}: {Scopes}, until {ExpiresAt}.")]
        public static partial void Created(ILogger logger, string by, string key, string person, KeyScope scopes, DateTimeOffset expiresAt);

        [LoggerMessage(2321, LogLevel.Information, "{By} revoked the API key {Key} of {Person}.")]
        public static partial void Revoked(ILogger logger, string by, string key, string person);
    }
}
