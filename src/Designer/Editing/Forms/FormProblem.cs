using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>Something that is wrong with a form, and the field where it is.</summary>
/// <param name="Field">The field to go to; <see langword="null"/> = the form itself.</param>
/// <param name="Where">What people call that place.</param>
/// <param name="Code">Stable code.</param>
/// <param name="IsError">Whether the form cannot be published so.</param>
/// <param name="Message">What to do.</param>
public sealed record FormProblem(FieldName? Field, LocalizedText Where, string Code, bool IsError, LocalizedText Message)
{
    private static readonly string[] Texts = ["title", "description", "label", "text", "help", "placeholder", "patternMessage", "unit", "yes", "no", "addLabel", "message"];
    private static readonly string[] Lists = ["options", "rules"];

    /// <summary>Everything that is wrong with a form: what the reader says, and words that are missing in English.</summary>
    /// <param name="document">The form.</param>
    /// <param name="library">What it shares with others.</param>
    public static ImmutableArray<FormProblem> Of(FormDocument document, FormLibrary library)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = FormDefinitionReader.Read("form", 1, document.Form, library).Faults.Select(f => At(document, document.At(f.Path), f.Code, f.IsError, f.Message));
        var title = Untranslated(document.Form) ? [At(document, null, "form.untranslated", false, Translate)] : Enumerable.Empty<FormProblem>();
        var words = document.AllItems.Where(i => Untranslated(i.Json)).Select(i => At(document, i, "form.untranslated", false, Translate));
        return [.. faults.Concat(title).Concat(words)];
    }

    private static LocalizedText Translate { get; } = new("缺少英文文字，英文界面会显示中文", "Words are missing in English; English readers see the Chinese");

    private static FormProblem At(FormDocument document, FormItem? item, string code, bool isError, LocalizedText message) =>
        new(item?.Name, item?.Label ?? document.Title ?? new("表单", "The form"), code, isError, message);

    /// <summary>Whether some text of the object itself, its options or its rules is the same Chinese words in both languages.</summary>
    private static bool Untranslated(JsonObject owner) =>
        Texts.Any(t => IsChineseOnly(owner[t])) || Lists.Any(list => owner[list] is JsonArray items && items.OfType<JsonObject>().Any(Untranslated));

    private static bool IsChineseOnly(JsonNode? text) => (text switch
    {
        JsonObject both when JsonNode.DeepEquals(both["zh"], both["en"]) => both["zh"],
        JsonValue => text,
        _ => null,
    }) is JsonValue word && word.GetValueKind() == JsonValueKind.String && word.GetValue<string>().Any(c => c is >= '\u4e00' and <= '\u9fff');
}
