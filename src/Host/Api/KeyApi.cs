using Host.Accounts;
using Host.Accounts.Keys;

namespace Host.Api;

/// <summary>Keys by which programs act as a person.</summary>
internal static class KeyApi
{
    /// <summary>Maps them.</summary>
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/people/{personId}/keys").WithTags("People").RequireAuthorization(Policies.ManagePeople);
        group.MapGet("", async (string personId, ApiKeyDesk desk) => (await desk.ListAsync(personId)).Select(KeyAnswer.From))
            .WithName("ListKeys").WithSummary("The API keys of a person or service; never the keys themselves.");
        group.MapPost("", CreateAsync)
            .Produces<NewKeyAnswer>().WithName("CreateKey").WithSummary("Makes an API key, which is shown this once: Authorization: ApiKey <key>.");
        group.MapDelete("/{keyId}", async (string personId, string keyId, Caller caller, ApiKeyDesk desk) =>
                await desk.RevokeAsync(personId, keyId, caller.Person.Id) is { } refusal ? refusal.ToProblem() : (IResult)TypedResults.NoContent())
            .Produces(StatusCodes.Status204NoContent).WithName("RevokeKey").WithSummary("Revokes an API key at once.");
    }

    private static async Task<IResult> CreateAsync(string personId, KeyRequest body, Caller caller, ApiKeyDesk desk)
    {
        var scopes = (body.Scopes ?? []).Aggregate(KeyScope.None, (all, one) => all | one);
        var made = await desk.CreateAsync(personId, body.Name ?? "", scopes, body.Days, caller.Person.Id);
        return made.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(new NewKeyAnswer(made.Secret!, KeyAnswer.From(made.Key!)));
    }

    /// <summary>Body of a new key.</summary>
    /// <param name="Name">What it is for.</param>
    /// <param name="Scopes">Read, Work, Design, Administer.</param>
    /// <param name="Days">How long it works, 1–366.</param>
    internal sealed record KeyRequest(string? Name, IReadOnlyList<KeyScope>? Scopes, int Days);

    /// <summary>A key as lists show it.</summary>
    internal sealed record KeyAnswer(string Id, string Name, IReadOnlyList<KeyScope> Scopes, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? RevokedBy, DateTimeOffset? RevokedAt)
    {
        public static KeyAnswer From(ApiKey key) => new(
            key.Id, key.Name, [.. Enum.GetValues<KeyScope>().Where(s => s != KeyScope.None && key.Scopes.HasFlag(s))], key.CreatedBy, key.CreatedAt, key.ExpiresAt, key.RevokedBy, key.RevokedAt);
    }

    /// <summary>A new key.</summary>
    /// <param name="Key">The key itself; nobody can look it up again.</param>
    /// <param name="Details">What is kept of it.</param>
    internal sealed record NewKeyAnswer(string Key, KeyAnswer Details);
}
