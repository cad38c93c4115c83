using Workflows.Core;

namespace Designer.Studio.Forms.Properties;

/// <summary>What people call the members of every field; undo speaks of them so.</summary>
internal static class FieldWords
{
    public static LocalizedText Label { get; } = new("名称", "the label");

    public static LocalizedText Help { get; } = new("填写说明", "the help");

    public static LocalizedText Width { get; } = new("宽度", "the width");

    public static LocalizedText Title { get; } = new("标题", "the title");

    public static LocalizedText Description { get; } = new("表单说明", "the description");

    public static LocalizedText Visible { get; } = new("何时显示", "when it is shown");

    public static LocalizedText Required { get; } = new("何时必填", "when it is required");

    public static LocalizedText ReadOnly { get; } = new("何时只读", "when it is read-only");

    public static LocalizedText Compute { get; } = new("自动计算", "what is computed");

    public static LocalizedText Default { get; } = new("初始值", "what it starts with");

    public static LocalizedText Options { get; } = new("选项", "the answers");

    public static LocalizedText Rules { get; } = new("校验规则", "the rules");
}
