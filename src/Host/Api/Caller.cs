using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Api;

/// <summary>The person behind a request, with the roles held now. Endpoints take it as a parameter; the policies have made sure that there is one.</summary>
/// <param name="Person">The person.</param>
/// <param name="Actor">The person as the giver of commands and reader of lists, with those in whose place they may act.</param>
public sealed record Caller(Person Person, Actor Actor) : IBindableFromHttpContext<Caller>
{
    /// <inheritdoc/>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var services = context.RequestServices;
        var person = context.User.Identity?.Name is { } name ? services.GetRequiredService<IPeople>().Find(name) : null;
        return ValueTask.FromResult(person is null ? null : new Caller(person, services.GetRequiredService<AbsenceDesk>().ActorOf(person)));
    }
}
