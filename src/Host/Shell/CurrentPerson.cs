using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components.Authorization;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Shell;

/// <summary>
/// The person whose page this is. Read from the organisation each time, so a changed role or a deactivation holds at once.
/// Use <c>await Me</c> for the first read of a page, <see cref="Actor"/> afterwards.
/// </summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, IPeople people, AbsenceDesk absences)
{
    private string? _id;

    /// <summary>Whether somebody is signed in. Known after the first await.</summary>
    public bool IsKnown => Id is not null;

    /// <summary>The person as of now; without any role once deactivated.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks its demand for sign-in.</exception>
    public Person Person => Find() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The person as the giver of commands and reader of lists, with those in whose place they may act now.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Actor Actor => absences.ActorOf(Person);

    private string? Id => _id ??= authentication.GetAuthenticationStateAsync() is { IsCompletedSuccessfully: true } known ? NameOf(known.Result) : null;

    /// <summary>Whether the person holds one of the roles now.</summary>
    public bool HasAny(params IEnumerable<string> roles) => Find() is { } person && roles.Any(role => person.Grants.Any(g => g.Role == role));

    /// <summary>Waits until it is known who is signed in.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public async Task<Person> GetAsync()
    {
        _id ??= NameOf(await authentication.GetAuthenticationStateAsync());
        return Person;
    }

    /// <summary>Makes <c>await Me</c> work.</summary>
    public TaskAwaiter<Person> GetAwaiter() => GetAsync().GetAwaiter();

    private static string? NameOf(AuthenticationState state) =>
        state.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    private Person? Find() => Id is { } id && people.Find(id) is { } person
        ? person.IsActive ? person : person with { Grants = [] }
        : null;
}
