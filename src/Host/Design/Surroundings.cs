using System.Collections.Immutable;
using Designer.Studio.Flows;
using Host.Accounts;
using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.People;

namespace Host.Design;

/// <summary>What a flow in the designer may name: its own forms and mails, the roles and who holds them, the other workflows.</summary>
/// <param name="catalog">The workflows.</param>
/// <param name="people">The organisation.</param>
public sealed class Surroundings(IDefinitionCatalog catalog, IPeople people)
{
    /// <summary>Reads them for the files of a draft. A form that cannot be read is left out; the list of problems says why.</summary>
    public async Task<StudioSurroundings> OfAsync(IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        var shared = FormLibrary.Of(files);
        var forms = files.Select(f => (Key: WorkflowFolder.FormKey(f.Key), Text: f.Value)).Where(f => f.Key is not null).Select(f => FormDefinitionReader.Read(f.Key!, 1, f.Text, shared).Form).OfType<FormDefinition>();
        var mails = files.Keys.Select(WorkflowFolder.MailKey).OfType<string>().Select(m => m[..(m.LastIndexOf('.') is > 0 and var dot ? dot : m.Length)]).Distinct().Order(StringComparer.Ordinal);
        var workflows = (await catalog.ListAsync(cancellationToken)).Where(v => v.IsCurrent).Select(v => new NamedChoice(v.DefinitionId, LocalizedText.Same(v.Name)));
        return new StudioSurroundings(
            forms.ToImmutableDictionary(f => f.Key, StringComparer.Ordinal),
            [.. mails],
            [.. RoleTexts.All.Reverse().Select(r => new NamedChoice(r, RoleTexts.Of(r)))],
            [.. workflows],
            people.Chart);
    }
}
