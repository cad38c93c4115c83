using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>What every field has, whatever its kind.</summary>
internal sealed record FieldCommon(string Key, FieldKind Kind, LocalizedText Label, string Path)
{
    public LocalizedText? Help { get; private init; }

    public int Width { get; private init; }

    public FormCondition Visible { get; private init; } = FormCondition.Always;

    public FormCondition Required { get; private init; } = FormCondition.Never;

    public FormCondition ReadOnly { get; private init; } = FormCondition.Never;

    public JsonNode? Default { get; private init; }

    public FormExpression? DefaultFrom { get; private init; }

    public FormExpression? Compute { get; private init; }

    public ImmutableArray<FormRule> Rules { get; private init; } = [];

    /// <summary>The names that the field's expressions may use.</summary>
    public ExpressionScope Scope { get; private init; }

    /// <summary>Reads it; members that make no sense for the kind are left for the reader to report as unknown.</summary>
    public static FieldCommon Read(MemberReader members, string key, FieldKind kind, bool inTable)
    {
        var scope = new ExpressionScope(Data: true, Row: inTable, Value: false);
        var label = kind == FieldKind.Note ? members.Text("text", required: true) : members.Text("label", required: true);
        var common = new FieldCommon(key, kind, label ?? LocalizedText.Same(key), members.Path)
        {
            Help = members.Text("help"),
            Width = members.Int("width", 1, 12) ?? FieldKinds.DefaultWidth(kind),
            Visible = members.Condition("visible", scope, fallback: true),
            Scope = scope,
        };
        if (kind == FieldKind.Section)
        {
            return common with { ReadOnly = members.Condition("readOnly", scope, fallback: false) };
        }

        return FieldKinds.HoldsValue(kind) ? WithValue(members, common) : common;
    }

    /// <summary>A list with a least count is required unless <c>required</c> says otherwise.</summary>
    public FieldCommon DemandingAtLeast(MemberReader members)
    {
        var least = Kind switch
        {
            FieldKind.Table => "minRows",
            FieldKind.Checklist => "minItems",
            FieldKind.Photo or FieldKind.File => "min",
            _ => null,
        };
        return least is not null && !members.Has("required") && FieldNumber.Read(members.Take(least)) > 0 ? this with { Required = FormCondition.Always } : this;
    }

    private static FieldCommon WithValue(MemberReader members, FieldCommon common)
    {
        var filled = common with
        {
            Required = members.Condition("required", common.Scope, fallback: false),
            ReadOnly = members.Condition("readOnly", common.Scope, fallback: false),
            Default = members.Take("default")?.DeepClone(),
            DefaultFrom = members.Expression("defaultFrom", new ExpressionScope(Data: false, Row: false, Value: false)),
            Compute = members.Expression("compute", common.Scope),
            Rules = RuleReader.Read(members, common.Scope with { Value = true }, ofForm: false),
        };
        if (filled.Default is not null && filled.DefaultFrom is not null)
        {
            members.Faults.Error(members.PathOf("defaultFrom"), "form.member", "“default”和“defaultFrom”只能二选一", "Give \"default\" or \"defaultFrom\", not both");
        }

        if (filled.Compute is not null && common.Kind is FieldKind.Photo or FieldKind.File or FieldKind.Track or FieldKind.Signature or FieldKind.Table)
        {
            members.Faults.Error(members.PathOf("compute"), "form.member", "此类字段不能由计算得出", "A field of this kind cannot be computed");
        }

        return filled;
    }
}
