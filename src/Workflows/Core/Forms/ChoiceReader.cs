using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Reads the options of a select, radio or checklist, or the source that gives them.</summary>
internal static class ChoiceReader
{
    private const int MaxOptions = 500;

    public static FormField Read(MemberReader members, FieldCommon common)
    {
        var options = ReadOptions(members, MaxOptions);
        var (source, table) = common.Kind == FieldKind.Radio ? default : ReadSource(members, common.Scope);
        var (hasOptions, hasSource) = (members.Has("options"), common.Kind != FieldKind.Radio && members.Has("source"));
        if (hasOptions == hasSource)
        {
            members.Faults.Error(
                members.PathOf("options"), "form.missing", "“options”和“source”必须且只能有一个（radio 只能用 options）", "Give either \"options\" or \"source\" (a radio has options)");
        }

        var list = common.Kind == FieldKind.Checklist;
        var max = list ? members.Int("maxItems", 1, MaxOptions) ?? MaxOptions : MaxOptions;
        return new ChoiceField(common)
        {
            Options = table?.Options ?? options,
            Source = source,
            MaxItems = max,
            MinItems = list ? members.Int("minItems", 0, max) ?? 0 : 0,
            Placeholder = common.Kind == FieldKind.Radio ? null : members.Text("placeholder"),
        };
    }

    /// <summary>Reads a list of options.</summary>
    public static ImmutableArray<FormOption> ReadOptions(MemberReader members, int limit)
    {
        var options = ImmutableArray.CreateBuilder<FormOption>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (members.Take("options") is JsonArray { Count: 0 })
        {
            members.Faults.Error(members.PathOf("options"), "form.missing", "至少需要一个选项", "There must be at least one option");
        }

        foreach (var item in members.Objects("options"))
        {
            var value = item.String("value", required: true);
            var label = item.Text("label", required: true);
            item.Close();
            if (value is not null && !seen.Add(value))
            {
                item.Faults.Error(item.PathOf("value"), "form.duplicate-option", $"选项值“{value}”重复", $"The option value \"{value}\" appears twice");
            }
            else if (value is not null && label is not null)
            {
                options.Add(new FormOption(value, label));
            }
        }

        if (options.Count > limit)
        {
            members.Faults.Error(members.PathOf("options"), "form.member", $"选项不能超过 {limit} 个", $"At most {limit} options");
        }

        return options.ToImmutable();
    }

    private static (FormSource? Source, CodeTable? Table) ReadSource(MemberReader members, ExpressionScope scope)
    {
        if (members.String("source") is not { } text)
        {
            return default;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, argument) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..].Trim());
        if (!FormSource.Names.TryGetValue(name, out var takesExpression))
        {
            var known = string.Join(", ", FormSource.Names.Keys.Order(StringComparer.Ordinal));
            members.Faults.Error(members.PathOf("source"), "form.unknown-source", $"不认识的数据来源“{name}”，可用：{known}", $"The source \"{name}\" is not known; known are: {known}");
            return default;
        }

        if (takesExpression is null != string.IsNullOrEmpty(argument))
        {
            members.Faults.Error(
                members.PathOf("source"),
                "form.source-argument",
                takesExpression is null ? $"数据来源“{name}”不带参数" : $"数据来源“{name}”需要参数：{name}:…",
                takesExpression is null ? $"The source \"{name}\" takes no argument" : $"The source \"{name}\" needs an argument: {name}:…");
            return default;
        }

        return takesExpression == true
            ? (members.Expression("source", argument!, scope) is { } expression ? new FormSource(name, expression) : null, null)
            : name == FormSource.Code ? (null, ReadTable(members, argument!))
            : (new FormSource(name, null), null);
    }

    private static CodeTable? ReadTable(MemberReader members, string key)
    {
        if (members.Library.CodeTables.TryGetValue(key, out var table))
        {
            return table;
        }

        members.Faults.Error(
            members.PathOf("source"),
            "form.unknown-code-table",
            $"没有可用的选项表“{key}”（文件 codes/{key}.json）",
            $"There is no code table \"{key}\" that can be used (the file codes/{key}.json)");
        return null;
    }
}
