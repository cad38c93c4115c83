using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Api;

/// <summary>The person behind a request, with the roles held now. Endpoints take it as a parameter; the policies have made sure that there is one.</summary>
/// <param name="Person">The person.</param>
public sealed record Caller(Person Person) : IBindableFromHttpContext<Caller>
{
    /// <summary>The person as the giver of commands and reader of lists.</summary>
    public Actor Actor { get; } = Person.ToActor();

    /// <inheritdoc/>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var person = context.User.Identity?.Name is { } name ? context.RequestServices.GetRequiredService<IPeople>().Find(name) : null;
        return ValueTask.FromResult(person is null ? null : new Caller(person));
    }
}
