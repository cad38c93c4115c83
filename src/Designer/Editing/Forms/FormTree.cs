using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>Finds fields in a form's file.</summary>
internal static class FormTree
{
    /// <summary>The member that holds what stands in a field of this kind; <see langword="null"/> for a kind that holds nothing.</summary>
    public static string? ListOf(string? kind) => kind switch
    {
        "section" => "fields",
        "table" => "columns",
        _ => null,
    };

    public static string? KindOf(JsonObject field) => JsonRead.Text(field, "kind");

    public static string? KeyOf(JsonObject field) => JsonRead.Text(field, "key");

    /// <summary>The field of this name; the first one where a key stands twice.</summary>
    public static JsonObject? Find(JsonObject form, FieldName name) => name.Table is null
        ? Fields(form).FirstOrDefault(f => KeyOf(f) == name.Key)
        : Find(form, new FieldName(name.Table)) is { } table ? JsonRead.Objects(table["columns"]).FirstOrDefault(c => KeyOf(c) == name.Key) : null;

    /// <summary>The list of a home, made where the owner has none yet; <see langword="null"/> when there is no such owner.</summary>
    public static JsonArray? List(JsonObject form, FieldHome home)
    {
        var owner = home.Owner is null ? form : Find(form, new FieldName(home.Owner));
        var member = home.Owner is null ? "fields" : ListOf(owner is null ? null : KindOf(owner));
        if (owner is null || member is null)
        {
            return null;
        }

        if (owner[member] is not JsonArray list)
        {
            owner[member] = list = [];
        }

        return list;
    }

    /// <summary>Every field of the form, with those in sections and without columns.</summary>
    public static IEnumerable<JsonObject> Fields(JsonObject holder) =>
        JsonRead.Objects(holder["fields"]).SelectMany(f => KindOf(f) == "section" ? Fields(f).Prepend(f) : [f]);

    public static ImmutableArray<FormItem> Items(JsonObject form) => Items(form, "fields", FieldHome.Form, "", null);

    private static ImmutableArray<FormItem> Items(JsonObject holder, string member, FieldHome home, string path, string? table) =>
        holder[member] is not JsonArray list ? [] :
        [
            .. list.Select((node, index) => (Field: node as JsonObject, Index: index)).Where(f => f.Field is not null)
                .Select(f => Item(f.Field!, home, f.Index, $"{path}{member}[{f.Index}]", table)),
        ];

    private static FormItem Item(JsonObject field, FieldHome home, int index, string path, string? table)
    {
        var (key, kind) = (KeyOf(field) ?? "", KindOf(field) ?? "");
        var inner = ListOf(kind) is { } member ? Items(field, member, new FieldHome(key), path + ".", kind == "table" ? key : null) : [];
        var width = int.TryParse(JsonRead.Text(field, "width"), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? Math.Clamp(written, 1, 12) : FieldKinds.Find(kind) is { } known ? FieldKinds.DefaultWidth(known) : 12;
        return new FormItem(new FieldName(key, table), kind, Label(field, key), width, home, index, path, inner, field);
    }

    private static LocalizedText Label(JsonObject field, string key) => JsonRead.Localized(field["label"] ?? field["text"]) ?? LocalizedText.Same(key);
}
