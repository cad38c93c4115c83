using Workflows.Core;

namespace Designer.Editing.Forms;

/// <summary>Why an edit of a form is not made; each code in one place.</summary>
internal static class FormRefusals
{
    public static Refusal FieldGone(FieldName name) => new("edit.field-gone", new LocalizedText(
        $"字段“{name}”已不在表单中。请重新选择。", $"The field '{name}' is not in the form any more. Choose again."));

    public static Refusal HomeGone(FieldHome home) => new("edit.home-gone", new LocalizedText(
        $"“{home.Owner}”已不在表单中，或不能放字段。请换一个位置。", $"'{home.Owner}' is not in the form any more, or holds no fields. Choose another place."));

    public static Refusal NotAColumn { get; } = new("edit.not-a-column", new LocalizedText(
        "这类字段不能作为表格的列。请放在表格外面。", "A field of this kind is no column of a table. Put it outside."));

    public static Refusal IntoItself { get; } = new("edit.into-itself", new LocalizedText(
        "分组不能放进它自己里面。", "A section cannot be put into itself."));

    public static Refusal KeyTaken(string key) => new("edit.key-taken", new LocalizedText(
        $"已有名为“{key}”的字段。请换一个名字。", $"There is a field called '{key}' already. Choose another name."));

    public static Refusal KeyInvalid(string key) => new("edit.key-invalid", new LocalizedText(
        $"“{key}”不能作为字段名：须以英文字母开头，仅含字母、数字和下划线，最多 64 个字符。", $"'{key}' is no name for a field: begin with a letter, use letters, digits and underscores, at most 64 characters."));

    public static Refusal NotAField { get; } = new("edit.not-a-field", new LocalizedText(
        "应是一个 JSON 对象，保留 key，并写明 kind。", "It must be a JSON object that keeps its key and has a kind."));
}
