using Host.Accounts;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Api;

/// <summary>What an administrator does with people.</summary>
internal static class PeopleAdminApi
{
    /// <summary>Maps them.</summary>
    public static void MapPeopleAdministration(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/people/{personId}").WithTags("People").RequireAuthorization(Policies.ManagePeople);
        group.MapPut("", SaveAsync).Produces(StatusCodes.Status204NoContent)
            .WithName("SavePerson").WithSummary("Adds a person (then a password is needed) or changes one; roles and deactivation hold at once.");
        group.MapPost("/password", (string personId, PasswordRequest body, PeopleDesk desk) => AnswerAsync(desk.SetPasswordAsync(personId, body.Password)))
            .Produces(StatusCodes.Status204NoContent).WithName("SetPassword").WithSummary("Gives a new password; sign-ins elsewhere end, a lock is lifted.");
        group.MapPost("/unlock", (string personId, PeopleDesk desk) => AnswerAsync(desk.UnlockAsync(personId)))
            .Produces(StatusCodes.Status204NoContent).WithName("UnlockPerson").WithSummary("Lifts the lock after too many wrong passwords.");
    }

    private static Task<IResult> SaveAsync(string personId, PersonRequest body, IPeople people, PeopleDesk desk, CancellationToken cancellationToken)
    {
        var person = new Person(personId, body.Name, body.Email, body.Unit, [.. body.Grants ?? []], body.IsActive ?? true, body.Language ?? Shell.Languages.Chinese);
        return people.Find(personId) is not null
            ? AnswerAsync(desk.SaveAsync(person, cancellationToken))
            : body.Password is { } password
                ? AnswerAsync(desk.AddAsync(person, password, cancellationToken))
                : Task.FromResult<IResult>(new Refusal("person.password-required", new LocalizedText("新增人员需要初始密码（password）。", "A new person needs a password.")).ToProblem(StatusCodes.Status400BadRequest));
    }

    private static async Task<IResult> AnswerAsync(Task<Refusal?> work) => await work is { } refusal ? refusal.ToProblem() : TypedResults.NoContent();

    /// <summary>Body of adding or changing a person.</summary>
    internal sealed record PersonRequest(string Name, string? Email, string Unit, IReadOnlyList<RoleGrant>? Grants, bool? IsActive, string? Language, string? Password);

    /// <summary>Body of a new password.</summary>
    internal sealed record PasswordRequest(string Password);
}
