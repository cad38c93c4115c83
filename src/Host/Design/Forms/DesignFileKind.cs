using System.Text.Json;
using System.Text.Json.Nodes;
using Designer.Editing.Forms;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Host.Design.Forms;

/// <summary>A kind of file beside the flow that process owners design.</summary>
/// <param name="Folder">Where such files lie in a workflow folder.</param>
/// <param name="Name">What one is called.</param>
/// <param name="Plural">What they are called.</param>
/// <param name="Hint">What they are for, when there is none yet.</param>
/// <param name="Begin">What a new one says.</param>
internal sealed record DesignFileKind(string Folder, LocalizedText Name, LocalizedText Plural, LocalizedText Hint, Func<LocalizedText, string> Begin)
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<DesignFileKind> All { get; } =
    [
        new("forms", new("表单", "Form"), new("表单", "Forms"), new("还没有表单。", "There is no form yet."), NewForm.Text),
        new("groups", new("字段组", "Group of fields"), new("字段组", "Groups of fields"), new("几张表单都要问的内容可以做成字段组，改一处，全部表单跟着变。", "What several forms ask can be a group: changed in one place, every form follows."), NewForm.Text),
        new("codes", new("选项表", "Code table"), new("选项表", "Code tables"), new("几张表单共用的选项可以做成选项表，例如问题类型。", "Answers that several forms offer can be a code table, such as the types of problems."), CodeTableFile.New),
    ];

    /// <summary>The files of this kind, in order.</summary>
    public IEnumerable<string> Of(IReadOnlyDictionary<string, string> files) =>
        files.Keys.Where(p => p.StartsWith(Folder + "/", StringComparison.Ordinal) && p.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The file of this kind with a key.</summary>
    public string PathOf(string key) => $"{Folder}/{key}.json";

    /// <summary>What people call such a file; its path where it has no title.</summary>
    public static LocalizedText TitleOf(string text, string path)
    {
        try
        {
            return JsonRead.Localized((JsonNode.Parse(text) as JsonObject)?["title"]) ?? LocalizedText.Same(path);
        }
        catch (JsonException)
        {
            return LocalizedText.Same(path); // Its own page says what is wrong with it.
        }
    }
}
