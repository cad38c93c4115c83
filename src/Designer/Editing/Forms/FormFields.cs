using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Properties;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>What a condition of a form can ask about: its own fields, with those of its groups, and in a table the other columns.</summary>
public static class FormFields
{
    /// <summary>The fields that a rule of one field, or of the form, can ask about.</summary>
    /// <param name="document">The form.</param>
    /// <param name="library">What it shares with others.</param>
    /// <param name="of">Whose rule; <see langword="null"/> = the form's.</param>
    public static IReadOnlyList<ConditionField> For(FormDocument document, FormLibrary library, FieldName? of)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(library);
        var columns = of?.Table is { } table && document.Find(new FieldName(table)) is { } owner
            ? owner.Items.Select(c => Field(c.Json, "row", library, new LocalizedText($"本行 · {c.Label.Zh}", $"this row · {c.Label.En}")))
            : [];
        var fields = document.AllItems.Where(i => i.Name.Table is null).SelectMany(i => i.Kind == FieldGroup.Kind ? InGroup(i, library) : [i.Json]);
        return [.. columns.Concat(fields.Select(f => Field(f, "data", library, null))).OfType<ConditionField>()];
    }

    private static IEnumerable<JsonObject> InGroup(FormItem place, FormLibrary library) =>
        library.Groups.TryGetValue(JsonRead.Text(place.Json, "group") ?? "", out var group) ? FormTree.Fields(group.Source) : [];

    private static ConditionField? Field(JsonObject json, string root, FormLibrary library, LocalizedText? label)
    {
        if (FormTree.KeyOf(json) is not { } key || FieldKinds.Find(FormTree.KindOf(json) ?? "") is not { } kind || ConditionField.KindOf(kind) is not { } known)
        {
            return null;
        }

        var script = $"{root}.{key}";
        return new ConditionField(script, label ?? JsonRead.Localized(json["label"]) ?? LocalizedText.Same(key), known, Options(json, library), script) { IsNeverEmpty = kind == FieldKind.Checkbox };
    }

    private static ImmutableArray<FormOption> Options(JsonObject json, FormLibrary library)
    {
        var table = JsonRead.Text(json, "source") is { } source && source.StartsWith("code:", StringComparison.Ordinal) ? library.CodeTables.GetValueOrDefault(source[5..].Trim()) : null;
        return table?.Options ??
        [
            .. from option in JsonRead.Objects(json["options"])
               let value = JsonRead.Text(option, "value")
               where value is not null
               select new FormOption(value, JsonRead.Localized(option["label"]) ?? LocalizedText.Same(value)),
        ];
    }
}
