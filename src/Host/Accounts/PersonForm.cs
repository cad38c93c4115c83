using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Accounts;

/// <summary>A person as being edited.</summary>
public sealed class PersonForm
{
    /// <summary>Gets or sets the user name.</summary>
    public string Id { get; set; } = "";

    /// <summary>Gets or sets the name as shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the mail address.</summary>
    public string? Email { get; set; }

    /// <summary>Gets or sets the code of the home unit.</summary>
    public string Unit { get; set; } = "";

    /// <summary>Gets or sets the preferred language.</summary>
    public string Language { get; set; } = Shell.Languages.Chinese;

    /// <summary>Gets or sets whether the person may sign in.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether the person is new: the user name can then be chosen.</summary>
    public bool IsNew { get; init; }

    /// <summary>The roles held.</summary>
    public List<RoleGrant> Grants { get; } = [];

    /// <summary>A form filled with a person.</summary>
    public static PersonForm Of(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var form = new PersonForm { Id = person.Id, Name = person.Name, Email = person.Email, Unit = person.Unit, Language = person.Language, IsActive = person.IsActive };
        form.Grants.AddRange(person.Grants);
        return form;
    }

    /// <summary>The person as edited.</summary>
    public Person ToPerson() => new(Id.Trim(), Name.Trim(), string.IsNullOrWhiteSpace(Email) ? null : Email.Trim(), Unit, [.. Grants.Distinct()], IsActive, Language);
}
