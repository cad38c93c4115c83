using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Forms.Edits;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Forms;

/// <summary>Words of a form that people read: a label, a help, an answer, what a rule says.</summary>
/// <param name="Field">The field that they belong to; <see langword="null"/> = the form itself.</param>
/// <param name="Path">Where they stand in it: <c>label</c>, or <c>options</c>, <c>0</c>, <c>label</c>.</param>
/// <param name="Text">The words; both languages are the same where nobody has translated them.</param>
public sealed record FormWord(FieldName? Field, ImmutableArray<string> Path, LocalizedText Text)
{
    private static readonly LocalizedText What = new("译文", "a translation");
    private static readonly string[] Spoken = ["label", "help", "title", "description", "text", "message", "unit", "placeholder"];

    /// <summary>Whether nobody has translated them: words that are Chinese in both languages.</summary>
    public bool IsUntranslated => Text.En == Text.Zh && Text.Zh.Any(c => c is >= '\u4E00' and <= '\u9FFF');

    /// <summary>All words of a form, in the order of the file.</summary>
    public static IReadOnlyList<FormWord> Of(FormDocument form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return [.. In(null, form.Form, "fields"), .. form.AllItems.SelectMany(i => In(i.Name, i.Json, FormTree.ListOf(i.Kind)))];
    }

    /// <summary>The edit that gives them another text.</summary>
    public FormEdit With(FormDocument form, LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(text);
        var member = (Field is null ? form.Form : form.Find(Field)!.Json)[Path[0]]!.DeepClone();
        var words = new JsonObject { ["zh"] = text.Zh, ["en"] = text.En };
        if (Path.Length == 1)
        {
            return new SetFieldMember(Field, Path[0], words, What);
        }

        var holder = Path[1..^1].Aggregate(member, Inner);
        holder[Path[^1]] = words;
        return new SetFieldMember(Field, Path[0], member, What);
    }

    private static JsonNode Inner(JsonNode node, string step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;

    private static IEnumerable<FormWord> In(FieldName? field, JsonObject owner, string? items) =>
        owner.Where(m => m.Key != items).SelectMany(m => Below(m.Value, [m.Key])).Select(w => new FormWord(field, w.Path, w.Text));

    private static IEnumerable<(ImmutableArray<string> Path, LocalizedText Text)> Below(JsonNode? node, ImmutableArray<string> path) => node switch
    {
        JsonObject words when words.ContainsKey("zh") => [(path, JsonRead.Localized(words)!)],
        JsonValue when Spoken.Contains(path[^1]) && JsonRead.Localized(node) is { } plain => [(path, plain)],
        JsonObject inner => inner.SelectMany(m => Below(m.Value, path.Add(m.Key))),
        JsonArray list => list.SelectMany((one, at) => Below(one, path.Add(at.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
        _ => [],
    };
}
