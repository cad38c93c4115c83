namespace Workflows.Core.Forms;

/// <summary>The sentences for people. Each names the field by its label and says what to do.</summary>
internal static class FieldMessages
{
    public static LocalizedText Required(FormField field) => field.Kind switch
    {
        FieldKind.Checkbox => For(field, "请勾选", "tick the box"),
        FieldKind.Photo => For(field, "请拍摄或上传照片", "add a photo"),
        FieldKind.File => For(field, "请上传文件", "add a file"),
        FieldKind.Track => For(field, "请记录移动轨迹", "record the track"),
        FieldKind.Location => For(field, "请获取位置", "take the position"),
        FieldKind.Signature => For(field, "请签名", "sign here"),
        FieldKind.Table => For(field, "请至少添加一行", "add at least one row"),
        FieldKind.YesNo => For(field, "请明确选择是或否", "answer yes or no"),
        FieldKind.Select or FieldKind.Radio or FieldKind.Checklist => For(field, "请选择", "choose"),
        _ => For(field, "请填写", "fill this in"),
    };

    public static LocalizedText WrongType(FormField field, string zh, string en) => For(field, $"应为{zh}", $"must be {en}");

    public static LocalizedText TooLong(FormField field, int max, int actual) =>
        For(field, $"最多 {max} 个字符（现有 {actual} 个）", $"at most {max} characters (now {actual})");

    public static LocalizedText TooShort(FormField field, int min) => For(field, $"至少 {min} 个字符", $"at least {min} characters");

    public static LocalizedText TooMany(FormField field, int max, int actual) =>
        For(field, $"最多 {max} {Counter(field).Zh}（现有 {actual} {Counter(field).Zh}）", $"at most {max} {Counter(field).En} (now {actual})");

    public static LocalizedText TooFew(FormField field, int min, int actual) =>
        For(field, $"至少 {min} {Counter(field).Zh}（现有 {actual} {Counter(field).Zh}）", $"at least {min} {Counter(field).En} (now {actual})");

    public static LocalizedText NoOption(FormField field, string value) =>
        For(field, $"“{Cut(value)}”不在可选范围内，请重新选择", $"\"{Cut(value)}\" is not one of the options: choose again");

    public static LocalizedText Twice(FormField field, string value) => For(field, $"“{Cut(value)}”重复", $"\"{Cut(value)}\" appears twice");

    public static LocalizedText Pattern(TextField field) =>
        field.PatternMessage is { } message ? For(field, message.Zh, message.En) : For(field, "格式不符合要求", "does not have the required form");

    public static LocalizedText Below(FormField field, string bound) => For(field, $"不能小于 {bound}", $"not below {bound}");

    public static LocalizedText Above(FormField field, string bound) => For(field, $"不能大于 {bound}", $"not above {bound}");

    public static LocalizedText Before(FormField field, string bound) => For(field, $"不能早于 {bound}", $"not before {bound}");

    public static LocalizedText After(FormField field, string bound) => For(field, $"不能晚于 {bound}", $"not after {bound}");

    public static LocalizedText Decimals(FormField field, int decimals) => decimals == 0
        ? For(field, "应为整数", "a whole number")
        : For(field, $"最多 {decimals} 位小数", $"at most {decimals} digits after the point");

    public static LocalizedText Step(FormField field, string step, string from) =>
        For(field, $"应为 {from} 加上 {step} 的整数倍", $"{from} plus a multiple of {step}");

    public static LocalizedText FixedRows(FormField field, int count) => For(field, $"应正好有 {count} 行，不能增减", $"has exactly {count} rows; none is added or removed");

    public static LocalizedText Expression(FormField? field, LocalizedText error) => field is null
        ? new($"表单规则无法计算（{error.Zh}），请联系流程负责人", $"A rule of the form could not be computed ({error.En}): tell the process owner")
        : For(field, $"表达式无法计算（{error.Zh}），请联系流程负责人", $"an expression could not be computed ({error.En}): tell the process owner");

    public static LocalizedText UnknownField(string key) =>
        new($"表单没有字段“{Cut(key)}”，请刷新后重新提交", $"The form has no field \"{Cut(key)}\": reload and submit again");

    public static LocalizedText GoneField(string key) =>
        new($"新版表单没有字段“{Cut(key)}”", $"The new version of the form has no field \"{Cut(key)}\"");

    public static LocalizedText Size(string zh, string en) => new($"提交的数据{zh}", $"What was submitted {en}");

    public static LocalizedText For(FormField field, string zh, string en) => new($"{field.Label.Zh}：{zh}", $"{field.Label.En}: {en}");

    private static LocalizedText Counter(FormField field) => field.Kind switch
    {
        FieldKind.Table => new("行", "rows"),
        FieldKind.Photo => new("张", "photos"),
        FieldKind.File => new("个文件", "files"),
        FieldKind.Track => new("个点", "points"),
        _ => new("项", "choices"),
    };

    private static string Cut(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
