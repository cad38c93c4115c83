using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>Where the palette of fields shows a kind.</summary>
public enum FieldFamily
{
    /// <summary>Words, numbers, dates.</summary>
    Basic,

    /// <summary>One or several of given answers.</summary>
    Choice,

    /// <summary>Photos, files, places, signatures.</summary>
    Evidence,

    /// <summary>What holds or shows: sections, tables, paragraphs.</summary>
    Layout,
}

/// <summary>A kind of field that the palette offers, in the words of the business.</summary>
/// <param name="Kind">As the file calls it.</param>
/// <param name="Family">Where the palette shows it.</param>
/// <param name="Label">What it is called; the label of a new field too.</param>
/// <param name="Hint">What it is for, in a sentence.</param>
public sealed record FieldTemplate(string Kind, FieldFamily Family, LocalizedText Label, LocalizedText Hint)
{
    /// <summary>Makes the members that a new field of this kind begins with, besides key, kind and label.</summary>
    internal Func<JsonObject> Members { get; init; } = static () => [];

    /// <summary>A new field of this kind.</summary>
    /// <param name="key">Its key.</param>
    public JsonObject Make(string key)
    {
        var field = new JsonObject { ["key"] = key, ["kind"] = Kind };
        if (Kind != "note")
        {
            field["label"] = FieldPalette.Words(Label);
        }

        foreach (var (name, value) in Members())
        {
            field[name] = value?.DeepClone();
        }

        return field;
    }
}

/// <summary>Every kind of field that a form can have.</summary>
public static class FieldPalette
{
    /// <summary>The kinds, in the order that the palette shows them in.</summary>
    public static ImmutableArray<FieldTemplate> All { get; } =
    [
        new("text", FieldFamily.Basic, new("单行文字", "Text"), new("一行以内的文字，如姓名、编号。", "Words on one line: a name, a number.")),
        new("multiline", FieldFamily.Basic, new("多行文字", "Long text"), new("几句话的说明。", "A remark of several sentences.")) { Members = static () => new() { ["rows"] = 3 } },
        new("number", FieldFamily.Basic, new("数字", "Number"), new("可以限定范围、小数位和单位。", "With limits, decimals and a unit.")),
        new("date", FieldFamily.Basic, new("日期", "Date"), new("某一天。", "A day.")),
        new("time", FieldFamily.Basic, new("时间", "Time"), new("一天中的时刻。", "A time of day.")),
        new("datetime", FieldFamily.Basic, new("日期和时间", "Date and time"), new("某一时刻，如到达现场的时间。", "An instant, such as the arrival on site.")),
        new("radio", FieldFamily.Choice, new("单选", "One of few"), new("选项不多时全部列出，点选一个。", "All answers in sight, one is chosen.")) { Members = static () => new() { ["options"] = Options() } },
        new("select", FieldFamily.Choice, new("下拉选择", "One of many"), new("从列表中选一个；选项也可来自单位、客户或选项表。", "One of a list that opens; of units, customers or a code table too.")) { Members = static () => new() { ["options"] = Options() } },
        new("checklist", FieldFamily.Choice, new("多选", "Several"), new("可以选几个。", "Several answers.")) { Members = static () => new() { ["options"] = Options() } },
        new("yesno", FieldFamily.Choice, new("是或否", "Yes or no"), new("必须明确回答是或否。", "An answer that somebody must give.")),
        new("checkbox", FieldFamily.Choice, new("勾选确认", "Tick"), new("勾上表示确认。", "A box to tick.")),
        new("photo", FieldFamily.Evidence, new("照片", "Photos"), new("手机直接拍照上传。", "A phone opens its camera.")) { Members = static () => new() { ["max"] = 10 } },
        new("file", FieldFamily.Evidence, new("附件", "Files"), new("上传文件。", "Files to upload.")) { Members = static () => new() { ["max"] = 10 } },
        new("location", FieldFamily.Evidence, new("定位", "Place"), new("记录所在位置。", "Where somebody is.")),
        new("track", FieldFamily.Evidence, new("移动轨迹", "Track"), new("记录走过的路线。", "The way that somebody went.")),
        new("signature", FieldFamily.Evidence, new("手写签名", "Signature"), new("在屏幕上签名。", "Signed on the screen.")),
        new("section", FieldFamily.Layout, new("分组", "Section"), new("把相关的字段放在一起，可整体显示或隐藏。", "Keeps fields together; shown or hidden as a whole.")) { Members = static () => new() { ["fields"] = new JsonArray() } },
        new("table", FieldFamily.Layout, new("明细表", "Repeating rows"), new("同样的几列，可以添加多行。", "The same columns, as many rows as needed."))
        {
            Members = static () => new() { ["columns"] = new JsonArray(new JsonObject { ["key"] = "item", ["kind"] = "text", ["label"] = Words(new("项目", "Item")), ["required"] = true }) },
        },
        new("note", FieldFamily.Layout, new("说明文字", "Paragraph"), new("给填表人看的一段话。", "Words for whoever fills the form in.")) { Members = static () => new() { ["text"] = Words(new("请在这里写说明。", "Write the words here.")) } },
        new("context", FieldFamily.Layout, new("显示已知信息", "Known facts"), new("显示工单带来的内容，如客户名称；不填写。", "Shows what the ticket brings, such as the customer's name; nothing is filled in.")) { Members = static () => new() { ["value"] = "context.content" } },
    ];

    /// <summary>The kind of this name, or <see langword="null"/>.</summary>
    public static FieldTemplate? Find(string kind) => All.FirstOrDefault(t => t.Kind == kind);

    /// <summary>A group of fields as it stands in a form.</summary>
    public static JsonObject Group(FieldGroup group, string key)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new JsonObject { ["key"] = key, ["kind"] = FieldGroup.Kind, ["group"] = group.Key };
    }

    /// <summary>What people call a kind.</summary>
    public static LocalizedText NameOf(string kind) => kind == FieldGroup.Kind ? new("字段组", "Group of fields") : Find(kind)?.Label ?? LocalizedText.Same(kind);

    internal static JsonObject Words(LocalizedText text) => new() { ["zh"] = text.Zh, ["en"] = text.En };

    private static JsonArray Options() =>
    [
        new JsonObject { ["value"] = "a", ["label"] = Words(new("选项一", "First answer")) },
        new JsonObject { ["value"] = "b", ["label"] = Words(new("选项二", "Second answer")) },
    ];
}
