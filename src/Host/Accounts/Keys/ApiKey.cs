using System.Text.Json.Serialization;
using Workflows.Core;

namespace Host.Accounts.Keys;

/// <summary>What a program may do with a key, within what its person may do.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<KeyScope>))]
public enum KeyScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Look at whatever the person may see.</summary>
    Read = 1,

    /// <summary>Do tasks, start and cancel instances, deliver results and events.</summary>
    Work = 2,

    /// <summary>Change workflows and running instances by hand.</summary>
    Design = 4,

    /// <summary>Manage people and operations.</summary>
    Administer = 8,
}

/// <summary>A key by which a program acts as a person. The key itself is not kept.</summary>
/// <param name="Id">Names the key; stands in it.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What may be done with it.</param>
/// <param name="Hash">SHA-256 of its secret, hex. The secret is 256 random bits, so that nothing slower is needed.</param>
/// <param name="CreatedBy">Person id.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ExpiresAt">From when on it does not work any more.</param>
/// <param name="RevokedBy">Person id of who revoked it; <see langword="null"/> = nobody did.</param>
/// <param name="RevokedAt">When.</param>
public sealed record ApiKey(string Id, string Name, KeyScope Scopes, string Hash, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? RevokedBy = null, DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whether it works at this instant.</summary>
    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>What came of a wish for a key.</summary>
/// <param name="Key">The new key as it is kept.</param>
/// <param name="Secret">The key itself, shown this once; <see langword="null"/> when it was refused.</param>
/// <param name="Refusal">Why not.</param>
public sealed record NewKey(ApiKey? Key, string? Secret, Refusal? Refusal);
