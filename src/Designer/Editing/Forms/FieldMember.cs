using System.Collections.Immutable;
using Workflows.Core;

namespace Designer.Editing.Forms;

/// <summary>How a member of a field is typed in.</summary>
public enum FieldMemberType
{
    /// <summary>A text in both languages.</summary>
    Words,

    /// <summary>A text as it stands.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no; no where it is missing.</summary>
    Flag,

    /// <summary>Yes or no; yes where it is missing.</summary>
    FlagOn,

    /// <summary>One of <see cref="FieldMember.Choices"/>.</summary>
    Choice,

    /// <summary>An expression.</summary>
    Script,
}

/// <summary>A member that fields of some kinds have besides those of every kind: the properties of a field show them by this table.</summary>
/// <param name="Name">As the file calls it.</param>
/// <param name="Type">How it is typed in.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Kinds">The kinds that have it, separated by blanks.</param>
public sealed record FieldMember(string Name, FieldMemberType Type, LocalizedText Label, string Kinds)
{
    /// <summary>What can be chosen, the first being what holds where the member is missing.</summary>
    public ImmutableArray<(string Value, LocalizedText Label)> Choices { get; init; } = [];

    /// <summary>Every such member, in the order that they are shown in.</summary>
    public static ImmutableArray<FieldMember> All { get; } =
    [
        new("text", FieldMemberType.Words, new("说明的内容", "The words"), "note"),
        new("tone", FieldMemberType.Choice, new("样式", "Tone"), "note") { Choices = [("info", new("提示", "Information")), ("warning", new("注意", "Warning")), ("danger", new("警告", "Danger"))] },
        new("value", FieldMemberType.Script, new("显示什么（表达式，如 context.customerName）", "What to show (an expression, such as context.customerName)"), "context"),
        new("format", FieldMemberType.Choice, new("显示格式", "Format"), "context")
        {
            Choices = [("text", new("文字", "Text")), ("number", new("数字", "Number")), ("percent", new("百分比", "Percent")), ("date", new("日期", "Date")), ("datetime", new("日期和时间", "Date and time")), ("json", new("原始数据", "Raw data"))],
        },
        new("placeholder", FieldMemberType.Words, new("空着时的提示", "Shown while empty"), "text multiline select checklist"),
        new("rows", FieldMemberType.Number, new("行数", "Lines"), "multiline"),
        new("minLength", FieldMemberType.Number, new("至少几个字", "At least (characters)"), "text multiline"),
        new("maxLength", FieldMemberType.Number, new("最多几个字", "At most (characters)"), "text multiline"),
        new("pattern", FieldMemberType.Text, new("格式（正则表达式）", "Pattern (regular expression)"), "text multiline"),
        new("patternMessage", FieldMemberType.Words, new("格式不对时的提示", "Said when the pattern does not match"), "text multiline"),
        new("min", FieldMemberType.Number, new("最小值", "Least"), "number"),
        new("max", FieldMemberType.Number, new("最大值", "Most"), "number"),
        new("step", FieldMemberType.Number, new("步长", "Step"), "number"),
        new("decimals", FieldMemberType.Number, new("小数位数", "Decimals"), "number context"),
        new("unit", FieldMemberType.Words, new("单位", "Unit"), "number context"),
        new("min", FieldMemberType.Text, new("最早（日期如 2026-11-23；today 表示当天，now 表示此刻）", "Earliest (like 2026-11-23; today, now)"), "date time datetime"),
        new("max", FieldMemberType.Text, new("最晚", "Latest"), "date time datetime"),
        new("minItems", FieldMemberType.Number, new("至少选几项", "At least (answers)"), "checklist"),
        new("maxItems", FieldMemberType.Number, new("最多选几项", "At most (answers)"), "checklist"),
        new("yes", FieldMemberType.Words, new("“是”按钮的文字", "Words for yes"), "yesno"),
        new("no", FieldMemberType.Words, new("“否”按钮的文字", "Words for no"), "yesno"),
        new("minRows", FieldMemberType.Number, new("至少几行", "At least (rows)"), "table"),
        new("maxRows", FieldMemberType.Number, new("最多几行", "At most (rows)"), "table"),
        new("addLabel", FieldMemberType.Words, new("添加按钮的文字", "Words on the button that adds a row"), "table"),
        new("fixedRows", FieldMemberType.Flag, new("行由系统带出，不能增减", "The rows are given, none is added or removed"), "table"),
        new("min", FieldMemberType.Number, new("至少几个", "At least"), "photo file"),
        new("max", FieldMemberType.Number, new("最多几个", "At most"), "photo file"),
        new("capture", FieldMemberType.FlagOn, new("手机上直接打开相机", "A phone opens its camera"), "photo"),
        new("minPoints", FieldMemberType.Number, new("至少几个点", "At least (points)"), "track"),
        new("collapsible", FieldMemberType.Flag, new("可以折叠", "Can be folded"), "section group"),
        new("collapsed", FieldMemberType.Flag, new("开始时折叠", "Starts folded"), "section group"),
    ];

    /// <summary>The members that fields of a kind have.</summary>
    public static IEnumerable<FieldMember> Of(string kind) => All.Where(m => m.Kinds.Split(' ').Contains(kind));
}
