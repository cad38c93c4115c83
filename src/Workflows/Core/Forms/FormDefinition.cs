using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>A form in the product's own JSON format (<c>docs/forms.md</c>), read and checked by <see cref="FormDefinitionReader"/>; never changes.</summary>
public sealed class FormDefinition
{
    private readonly FrozenDictionary<string, FormField> _byKey;

    internal FormDefinition(string key, int version, LocalizedText title, ImmutableArray<FormField> fields, JsonObject source)
    {
        (Key, Version, Title, Fields, Source) = (key, version, title, fields, source);
        AllFields = [.. Flatten(fields)];
        _byKey = AllFields.ToFrozenDictionary(field => field.Key, StringComparer.Ordinal);
    }

    /// <summary>Key within its package: the file name without extension.</summary>
    public string Key { get; }

    /// <summary>Version, from 1; grows when the form's content changes between package versions.</summary>
    public int Version { get; }

    /// <summary>What the form is called.</summary>
    public LocalizedText Title { get; }

    /// <summary>A sentence under the title; <see langword="null"/> = none.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>The fields as nested in the file.</summary>
    public ImmutableArray<FormField> Fields { get; }

    /// <summary>Sections and what is in them side by side, in the order of the file; without the columns of tables.</summary>
    public ImmutableArray<FormField> AllFields { get; }

    /// <summary>Rules over several fields.</summary>
    public ImmutableArray<FormRule> Rules { get; init; } = [];

    /// <summary>The file as read.</summary>
    public JsonObject Source { get; }

    /// <summary>Whether some choice comes from a named source.</summary>
    public bool HasSources => AllFields.Concat(AllFields.OfType<TableField>().SelectMany(table => table.Columns)).OfType<ChoiceField>().Any(choice => choice.Source is not null);

    internal FormPlan Plan { get; init; } = FormPlan.Empty;

    /// <summary>The field with this key (a section too), or <see langword="null"/>.</summary>
    public FormField? Find(string key) => _byKey.GetValueOrDefault(key);

    private static IEnumerable<FormField> Flatten(IEnumerable<FormField> fields) =>
        fields.SelectMany(field => field is SectionField section ? Flatten(section.Fields).Prepend(section) : [field]);
}
