using Microsoft.AspNetCore.Authorization;
using Workflows.Runtime.People;

namespace Host.Accounts;

/// <summary>The person must be active and hold one of the roles (any role will do when none is named).</summary>
/// <param name="Roles">Names of roles; empty = only to be active.</param>
public sealed record ActivePersonRequirement(IReadOnlyList<string> Roles) : IAuthorizationRequirement;

/// <summary>Asks the organisation, not the cookie: a role that was taken away a moment ago is gone.</summary>
public sealed class ActivePersonHandler(IPeople people) : AuthorizationHandler<ActivePersonRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActivePersonRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);
        if (context.User.Identity?.Name is { } name && people.Find(name) is { IsActive: true } person
            && (requirement.Roles.Count == 0 || person.Grants.Any(g => requirement.Roles.Contains(g.Role))))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
