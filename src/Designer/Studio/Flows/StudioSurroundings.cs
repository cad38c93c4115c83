using System.Collections.Immutable;
using Designer.Editing.Properties;
using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Core.Organisation;

namespace Designer.Studio.Flows;

/// <summary>What a flow may name: the page knows it and the designer offers it.</summary>
/// <param name="Forms">The workflow's forms by key.</param>
/// <param name="MailTemplates">Keys of its mail templates, without the language.</param>
/// <param name="Roles">Roles that people can hold, with their names.</param>
/// <param name="Workflows">Workflows that it may start, with their names.</param>
/// <param name="Organisation">Units and people as they are now.</param>
public sealed record StudioSurroundings(
    ImmutableDictionary<string, FormDefinition> Forms,
    ImmutableArray<string> MailTemplates,
    ImmutableArray<NamedChoice> Roles,
    ImmutableArray<NamedChoice> Workflows,
    OrgChart Organisation)
{
    /// <summary>What people call a role; the role itself when nobody has named it.</summary>
    public LocalizedText RoleName(string role) => Roles.FirstOrDefault(r => r.Value == role)?.Label ?? LocalizedText.Same(role);

    /// <summary>What conditions may ask about the inputs that workflows are started with, by the names of the inputs.</summary>
    public ImmutableDictionary<string, ImmutableArray<ConditionField>> Inputs { get; init; } = [];
}

/// <summary>Something to choose, with the words for it.</summary>
public sealed record NamedChoice(string Value, LocalizedText Label);
