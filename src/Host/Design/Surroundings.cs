using System.Collections.Immutable;
using Designer.Editing.Properties;
using Designer.Studio.Flows;
using Host.Accounts;
using Host.Suspicions;
using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Inspection.Screening;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.People;

namespace Host.Design;

/// <summary>What a flow in the designer may name: its own forms and mails, the roles and who holds them, the other workflows.</summary>
/// <param name="catalog">The workflows.</param>
/// <param name="people">Who holds which roles.</param>
/// <param name="screening">The themes that suspicions can have.</param>
public sealed class Surroundings(IDefinitionCatalog catalog, IPeople people, IScreening screening)
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
            [.. RoleTexts.Known(people).Select(r => new NamedChoice(r, RoleTexts.Of(r)))],
            [.. workflows],
            people.Chart)
        {
            Inputs = ImmutableDictionary<string, ImmutableArray<ConditionField>>.Empty.Add("suspicion", Suspicion()),
        };
    }

    /// <summary>What conditions may ask about the suspicion that a ticket is about.</summary>
    private ImmutableArray<ConditionField> Suspicion()
    {
        static ConditionField Known(string member, LocalizedText label, ConditionFieldKind kind, IEnumerable<FormOption>? options = null) =>
            FlowFields.OfInput("suspicion", member, new LocalizedText($"疑似问题 · {label.Zh}", $"Suspicion · {label.En}"), kind, [.. options ?? []]);
        return
        [
            Known("theme", new("稽查主题", "theme"), ConditionFieldKind.Choice, screening.Rules.OrderBy(r => r.Code, StringComparer.Ordinal).Select(r => new FormOption(r.Code, new LocalizedText($"{r.Code} {r.Name.Zh}", $"{r.Code} {r.Name.En}")))),
            Known("channels", new("渠道", "channels"), ConditionFieldKind.List, SuspicionWords.Channels.Select(c => new FormOption(c, SuspicionWords.Channel(c)))),
            Known("severity", new("严重程度（1–5）", "severity (1–5)"), ConditionFieldKind.Number),
            Known("score", new("可疑度（0–100）", "score (0–100)"), ConditionFieldKind.Number),
        ];
    }
}
