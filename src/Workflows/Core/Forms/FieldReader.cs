using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Core.Forms;

/// <summary>Reads one field of a form: first what every kind has, then what its own kind has.</summary>
internal static partial class FieldReader
{
    private static readonly FrozenSet<string> s_wordsOfTheLanguage = new[]
    {
        "constructor", "prototype", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads a field; <see langword="null"/> when it is too broken to be one.</summary>
    /// <param name="members">Its JSON object.</param>
    /// <param name="inTable">Whether it is a column.</param>
    public static FormField? Read(MemberReader members, bool inTable)
    {
        var key = ReadKey(members);
        var kindName = members.String("kind", required: true);
        if (kindName == FieldGroup.Kind && !inTable)
        {
            return ReadGroup(members);
        }

        if (kindName is not null && FieldKinds.Find(kindName) is null)
        {
            var known = string.Join(", ", FieldKinds.Names.Append(FieldGroup.Kind));
            members.Faults.Error(members.PathOf("kind"), "form.unknown-kind", $"不认识的字段类型“{kindName}”，可用：{known}", $"The kind \"{kindName}\" is not known; known are: {known}");
            return null;
        }

        if (key is null || kindName is null)
        {
            return null;
        }

        var kind = FieldKinds.Find(kindName)!.Value;
        if (inTable && !FieldKinds.IsColumn(kind))
        {
            members.Faults.Error(members.PathOf("kind"), "form.column-kind", $"表格的列不能是“{kindName}”", $"A column of a table cannot be of kind \"{kindName}\"");
            return null;
        }

        var common = FieldCommon.Read(members, key, kind, inTable).DemandingAtLeast(members);
        var field = OfKind(members, common);
        members.Close();
        if (field?.Default is { } start && TableValue.Check(field, start) is { } problem)
        {
            members.Faults.Error(members.PathOf("default"), "form.default", $"默认值不符合字段：{problem.Message.Zh}", $"The default does not fit the field: {problem.Message.En}");
        }

        return field;
    }

    private static FormField? ReadGroup(MemberReader members)
    {
        var name = members.String("group", required: true);
        if (name is null)
        {
            return null;
        }

        if (members.Library.Groups.TryGetValue(name, out var group))
        {
            return Read(members.Instead(group.AsSection), inTable: false);
        }

        members.Faults.Error(members.PathOf("group"), "form.unknown-group", $"没有可用的字段组“{name}”（文件 groups/{name}.json）", $"There is no group of fields \"{name}\" that can be used (the file groups/{name}.json)");
        return null;
    }

    private static string? ReadKey(MemberReader members)
    {
        var key = members.String("key", required: true);
        if (key is not null && !IsKey(key))
        {
            members.Faults.Error(
                members.PathOf("key"),
                "form.key",
                $"“{key}”不能作为字段的键：须以字母开头，仅含字母、数字和下划线，最多 64 个字符，且不是 JavaScript 自有的名称",
                $"\"{key}\" is no key: begin with a letter, use letters, digits and underscores, at most 64 characters, and none of JavaScript's own words");
            return null;
        }

        return key;
    }

    /// <summary>Whether a field can be called so.</summary>
    public static bool IsKey(string key) => KeyPattern().IsMatch(key) && !s_wordsOfTheLanguage.Contains(key);

    private static FormField? OfKind(MemberReader members, FieldCommon common) => common.Kind switch
    {
        FieldKind.Text or FieldKind.Multiline => ReadText(members, common),
        FieldKind.Number => ReadNumber(members, common),
        FieldKind.Date or FieldKind.Time or FieldKind.DateTime => ReadDateTime(members, common),
        FieldKind.Select or FieldKind.Radio or FieldKind.Checklist => ChoiceReader.Read(members, common),
        FieldKind.Checkbox or FieldKind.YesNo => ReadBoolean(members, common),
        FieldKind.Table => ReadTable(members, common),
        FieldKind.Photo or FieldKind.File => ReadEvidence(members, common),
        FieldKind.Location => new LocationField(common),
        FieldKind.Track => ReadTrack(members, common),
        FieldKind.Signature => new SignatureField(common),
        FieldKind.Context => ReadContext(members, common),
        FieldKind.Section => ReadSection(members, common),
        FieldKind.Note => new NoteField(common)
        {
            Tone = members.OneOf("tone", "info", "warning", "danger") ?? "info",
        },
        _ => null,
    };

    private static TextField ReadText(MemberReader members, FieldCommon common)
    {
        var pattern = members.String("pattern");
        var matcher = pattern is null ? null : FieldValue.Compile(pattern);
        if (pattern is not null && matcher is null)
        {
            members.Faults.Error(members.PathOf("pattern"), "form.pattern", "正则表达式无法使用（语法错误，或含有前后查找、反向引用）", "The regular expression cannot be used (a syntax error, look-around or a back reference)");
            pattern = null;
        }

        var max = members.Int("maxLength", 1, 20_000) ?? (common.Kind == FieldKind.Text ? 500 : 4000);
        return new TextField(common)
        {
            MaxLength = max,
            MinLength = members.Int("minLength", 0, max) ?? 0,
            Pattern = pattern,
            Matcher = matcher,
            PatternMessage = members.Text("patternMessage"),
            Placeholder = members.Text("placeholder"),
            Rows = common.Kind == FieldKind.Multiline ? members.Int("rows", 2, 30) ?? 4 : 4,
        };
    }

    private static NumberField ReadNumber(MemberReader members, FieldCommon common)
    {
        var (min, max, step) = (members.Decimal("min"), members.Decimal("max"), members.Decimal("step"));
        if (min > max)
        {
            WrongOrder(members, "min", "max");
        }

        if (step <= 0)
        {
            members.WrongType("step", "大于 0 的数字", "a number above 0");
            step = null;
        }

        return new NumberField(common)
        {
            Min = min,
            Max = max,
            Step = step,
            Decimals = members.Int("decimals", 0, 10),
            Unit = members.Text("unit"),
        };
    }

    private static void WrongOrder(MemberReader members, string min, string max) =>
        members.Faults.Error(members.PathOf(min), "form.member", $"“{min}”不能大于“{max}”", $"\"{min}\" must not be above \"{max}\"");

    private static DateTimeField ReadDateTime(MemberReader members, FieldCommon common) => new DateTimeField(common)
    {
        Min = ReadBound(members, common.Kind, "min"),
        Max = ReadBound(members, common.Kind, "max"),
    };

    private static string? ReadBound(MemberReader members, FieldKind kind, string name)
    {
        var text = members.String(name);
        var word = kind switch { FieldKind.Date => "today", FieldKind.DateTime => "now", _ => null };
        if (text is null || text == word || FieldDates.IsValid(kind, text))
        {
            return text;
        }

        var sample = FieldDates.Sample(kind);
        members.WrongType(name, $" {sample}{(word is null ? "" : $" 或 {word}")}", $"like {sample}{(word is null ? "" : $", or {word}")}");
        return null;
    }

    private static BooleanField ReadBoolean(MemberReader members, FieldCommon common)
    {
        var plain = new BooleanField(common);
        return common.Kind == FieldKind.Checkbox
            ? plain
            : new BooleanField(common) { Yes = members.Text("yes") ?? plain.Yes, No = members.Text("no") ?? plain.No };
    }

    private static TableField ReadTable(MemberReader members, FieldCommon common)
    {
        var max = members.Int("maxRows", 1, TableField.RowLimit) ?? TableField.RowLimit;
        return new TableField(common)
        {
            Columns = ReadAll(members, "columns", inTable: true),
            MaxRows = max,
            MinRows = members.Int("minRows", 0, max) ?? 0,
            FixedRows = members.Bool("fixedRows"),
            AddLabel = members.Text("addLabel") ?? TableField.DefaultAddLabel,
        };
    }

    /// <summary>Reads a list of fields; an empty one is an error.</summary>
    public static ImmutableArray<FormField> ReadAll(MemberReader members, string name, bool inTable)
    {
        var before = members.Faults.HasErrors;
        ImmutableArray<FormField> fields = [.. members.Objects(name, required: true).Select(item => Read(item, inTable)).OfType<FormField>()];
        if (fields.IsEmpty && !before && !members.Faults.HasErrors)
        {
            members.Faults.Error(members.PathOf(name), "form.missing", "至少需要一个字段", "There must be at least one field");
        }

        return fields;
    }

    private static EvidenceField ReadEvidence(MemberReader members, FieldCommon common)
    {
        var max = members.Int("max", 1, 100) ?? 20;
        var photo = common.Kind == FieldKind.Photo;
        return new EvidenceField(common)
        {
            Max = max,
            Min = members.Int("min", 0, max) ?? 0,
            MaxBytes = members.Int("maxBytes", 1, 1 << 30) ?? 20L << 20,
            Accept = photo ? [] : members.Strings("accept"),
            Capture = photo && members.Bool("capture", fallback: true),
        };
    }

    private static TrackField ReadTrack(MemberReader members, FieldCommon common)
    {
        var max = members.Int("maxPoints", 1, TrackField.PointLimit) ?? TrackField.PointLimit;
        return new TrackField(common) { MaxPoints = max, MinPoints = members.Int("minPoints", 0, max) ?? 1 };
    }

    private static ContextField? ReadContext(MemberReader members, FieldCommon common)
    {
        var value = members.Expression("value", common.Scope, required: true);
        var format = members.OneOf("format", "text", "number", "percent", "date", "datetime", "json") ?? "text";
        var (decimals, unit) = (members.Int("decimals", 0, 10), members.Text("unit"));
        return value is null ? null : new ContextField(common)
        {
            Value = value,
            Format = format,
            Decimals = decimals,
            Unit = unit,
        };
    }

    private static SectionField ReadSection(MemberReader members, FieldCommon common) => new SectionField(common)
    {
        Fields = ReadAll(members, "fields", inTable: false),
        Collapsible = members.Bool("collapsible"),
        Collapsed = members.Bool("collapsed"),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
