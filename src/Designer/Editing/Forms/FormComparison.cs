using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>What is different between two versions of a form, a group of fields or a code table, in the words of those who fill it in.</summary>
public static class FormComparison
{
    /// <summary>Members that every kind has, with what people call them; those of single kinds are in <see cref="FieldMember"/>.</summary>
    private static readonly (string Member, LocalizedText Words)[] Members =
    [
        ("help", new("填写说明", "the help")),
        ("compute", new("自动计算", "what is computed")),
        ("default", new("初始值", "what it starts with")),
        ("defaultFrom", new("初始值", "what it starts with")),
        ("rules", new("校验规则", "the rules")),
        ("source", new("选项的来源", "where the answers come from")),
    ];

    /// <summary>When something holds, for people: the words for always, for sometimes, and for never.</summary>
    private static readonly (string Member, bool Otherwise, LocalizedText Always, LocalizedText Sometimes, LocalizedText Never)[] Conditions =
    [
        ("required", false, new("必填", "required"), new("有条件时必填", "required under a condition"), new("选填", "optional")),
        ("visible", true, new("总是显示", "always shown"), new("有条件时显示", "shown under a condition"), new("不显示", "never shown")),
        ("readOnly", false, new("只读", "read-only"), new("有条件时只读", "read-only under a condition"), new("可填写", "filled in")),
    ];

    /// <summary>Told otherwise, or only how a field looks.</summary>
    private static readonly string[] Untold = ["key", "kind", "label", "width", "fields", "columns", "options", "$comment"];

    /// <summary>Compares two files of a form or a group; how wide fields are drawn is no difference.</summary>
    /// <returns><see langword="null"/> when one of them cannot be read.</returns>
    public static ImmutableArray<FormDifference>? OfForms(string before, string after)
    {
        try
        {
            return Between(FormDocument.Read(before), FormDocument.Read(after));
        }
        catch (DefinitionUnreadableException)
        {
            return null;
        }
    }

    /// <summary>Compares two files of a code table.</summary>
    /// <returns><see langword="null"/> when one of them cannot be read.</returns>
    public static ImmutableArray<FormDifference>? OfCodeTables(string before, string after) =>
        CodeTableFile.Read(before) is { } old && CodeTableFile.Read(after) is { } now ? [.. Titles(old.File, now.File), .. Options(old.Options, now.Options).Select(o => new FormDifference(o.Kind, o.Words))] : null;

    /// <summary>What a form, a group or a code table is called; <see langword="null"/> when it does not say, or cannot be read.</summary>
    public static LocalizedText? TitleOf(string text) => CodeTableFile.Read(text) is { } file ? JsonRead.Localized(file.File["title"]) : null;

    private static ImmutableArray<FormDifference> Between(FormDocument before, FormDocument after)
    {
        var (old, now) = (ByName(before), ByName(after));
        var moved = old.Where(o => !now.ContainsKey(o.Key)).Select(o => (Old: o.Value, New: Rekeyed(o.Value, old, now))).Where(m => m.New is not null).ToDictionary(m => m.New!.Name, m => m.Old);
        var gone = old.Values.Where(o => !now.ContainsKey(o.Name) && !moved.ContainsValue(o));
        return
        [
            .. Titles(before.Form, after.Form),
            .. now.Values.Where(n => !old.ContainsKey(n.Name) && !moved.ContainsKey(n.Name)).Select(n => Of(FlowChangeKind.Added, $"新增{What(n).Zh}", $"Added {What(n).En}")),
            .. gone.Select(o => Of(FlowChangeKind.Removed, $"删除{What(o).Zh}", $"Removed {What(o).En}")),
            .. now.Values.Select(n => (Old: old.GetValueOrDefault(n.Name) ?? moved.GetValueOrDefault(n.Name), New: n)).Where(p => p.Old is not null).SelectMany(p => Field(p.Old!, p.New)),
            .. Order(before, after),
            .. JsonNode.DeepEquals(before.Form["rules"], after.Form["rules"]) ? [] : new[] { Of(FlowChangeKind.Changed, "修改了整张表单的校验规则", "The rules of the whole form are changed") },
            .. JsonNode.DeepEquals(before.Form["description"], after.Form["description"]) ? [] : new[] { Of(FlowChangeKind.Changed, "修改了表单说明", "The description is changed") },
        ];
    }

    /// <summary>The same question – same words, same kind – under another key.</summary>
    private static FormItem? Rekeyed(FormItem gone, Dictionary<FieldName, FormItem> old, Dictionary<FieldName, FormItem> now) =>
        now.Values.Where(n => !old.ContainsKey(n.Name) && n.Kind == gone.Kind && n.Label == gone.Label && n.Name.Table == gone.Name.Table).ToArray() is [var only] ? only : null;

    private static Dictionary<FieldName, FormItem> ByName(FormDocument form) => form.AllItems.DistinctBy(i => i.Name).ToDictionary(i => i.Name);

    private static IEnumerable<FormDifference> Titles(JsonObject before, JsonObject after)
    {
        var (old, now) = (JsonRead.Localized(before["title"]), JsonRead.Localized(after["title"]));
        if (old != now)
        {
            yield return Of(FlowChangeKind.Changed, $"标题：“{old?.Zh}”→“{now?.Zh}”", $"Title: “{old?.En}” → “{now?.En}”");
        }
    }

    private static IEnumerable<FormDifference> Field(FormItem old, FormItem now)
    {
        if (old.Label != now.Label)
        {
            yield return Of(FlowChangeKind.Changed, $"字段改名：“{old.Label.Zh}”→“{now.Label.Zh}”", $"Renamed: “{old.Label.En}” → “{now.Label.En}”");
        }

        if (old.Name != now.Name)
        {
            yield return Of(FlowChangeKind.Changed, $"“{now.Label.Zh}”换了标识：{old.Name} → {now.Name}", $"“{now.Label.En}” has another key: {old.Name} → {now.Name}");
        }

        var told = Told(old, now).ToArray();
        if (told.Length > 0)
        {
            yield return Of(FlowChangeKind.Changed, $"“{now.Label.Zh}”：{string.Join("；", told.Select(t => t.Zh))}", $"“{now.Label.En}”: {string.Join("; ", told.Select(t => t.En))}");
        }
    }

    private static IEnumerable<LocalizedText> Told(FormItem old, FormItem now)
    {
        if (old.Kind != now.Kind)
        {
            yield return new($"类型由{Kind(old).Zh}改为{Kind(now).Zh}", $"{Kind(old).En} becomes {Kind(now).En}");
        }

        foreach (var (member, otherwise, always, sometimes, never) in Conditions.Where(c => !JsonNode.DeepEquals(old.Json[c.Member], now.Json[c.Member])))
        {
            LocalizedText Words(JsonNode? condition) => condition switch
            {
                null => otherwise ? always : never,
                JsonValue value when value.TryGetValue<bool>(out var holds) => holds ? always : never,
                _ => sometimes,
            };
            var (was, becomes) = (Words(old.Json[member]), Words(now.Json[member]));
            if (was != becomes)
            {
                yield return new($"{was.Zh}→{becomes.Zh}", $"{was.En} → {becomes.En}");
            }
            else if (was == sometimes)
            {
                yield return new($"{becomes.Zh}：条件不同了", $"{becomes.En}: another condition");
            }
        }

        foreach (var (_, words) in Options(Answers(old), Answers(now)))
        {
            yield return words;
        }

        foreach (var words in Others(old, now))
        {
            yield return words;
        }
    }

    /// <summary>The members that are told by their name alone, or with both values where these are short.</summary>
    private static IEnumerable<LocalizedText> Others(FormItem old, FormItem now)
    {
        var different = old.Json.Select(m => m.Key).Union(now.Json.Select(m => m.Key)).Where(m => !Untold.Contains(m) && Conditions.All(c => c.Member != m) && !JsonNode.DeepEquals(old.Json[m], now.Json[m])).ToList();
        foreach (var words in different.Select(m => Words(m, old, now)).OfType<LocalizedText>().Distinct())
        {
            yield return words;
        }

        if (different.Any(m => Words(m, old, now) is null))
        {
            yield return new("其他设置", "other settings");
        }
    }

    private static LocalizedText? Words(string member, FormItem old, FormItem now)
    {
        var own = FieldMember.Of(now.Kind).FirstOrDefault(m => m.Name == member);
        var words = own?.Label ?? Members.FirstOrDefault(m => m.Member == member).Words;
        return own is { Type: FieldMemberType.Number or FieldMemberType.Text }
            ? new($"{words!.Zh}：{JsonRead.Text(old.Json[member]) ?? "–"}→{JsonRead.Text(now.Json[member]) ?? "–"}", $"{words.En}: {JsonRead.Text(old.Json[member]) ?? "–"} → {JsonRead.Text(now.Json[member]) ?? "–"}")
            : words is null ? null : new($"修改了{words.Zh}", $"changed {words.En}");
    }

    private static ImmutableArray<FormOption> Answers(FormItem field) =>
        [.. JsonRead.Objects(field.Json["options"]).Select(o => JsonRead.Text(o, "value") is { } value ? new FormOption(value, JsonRead.Localized(o["label"]) ?? LocalizedText.Same(value)) : null).OfType<FormOption>()];

    private static IEnumerable<(FlowChangeKind Kind, LocalizedText Words)> Options(ImmutableArray<FormOption> before, ImmutableArray<FormOption> after)
    {
        var (old, now) = (before.DistinctBy(o => o.Value).ToDictionary(o => o.Value), after.DistinctBy(o => o.Value).ToDictionary(o => o.Value));
        var (added, removed) = (now.Values.Where(o => !old.ContainsKey(o.Value)).ToArray(), old.Values.Where(o => !now.ContainsKey(o.Value)).ToArray());
        if (added.Length > 0)
        {
            yield return (FlowChangeKind.Added, new($"新增选项{Quoted(added, o => o.Zh, "、")}", $"new answers {Quoted(added, o => o.En, ", ")}"));
        }

        if (removed.Length > 0)
        {
            yield return (FlowChangeKind.Removed, new($"取消选项{Quoted(removed, o => o.Zh, "、")}", $"no more {Quoted(removed, o => o.En, ", ")}"));
        }

        foreach (var (option, was) in now.Values.Where(o => old.ContainsKey(o.Value)).Select(o => (o, old[o.Value])).Where(p => p.o.Label != p.Item2.Label))
        {
            yield return (FlowChangeKind.Changed, new($"选项改名“{was.Label.Zh}”→“{option.Label.Zh}”", $"answer renamed “{was.Label.En}” → “{option.Label.En}”"));
        }
    }

    private static string Quoted(FormOption[] options, Func<LocalizedText, string> words, string between) => string.Join(between, options.Select(o => $"“{words(o.Label)}”"));

    private static IEnumerable<FormDifference> Order(FormDocument before, FormDocument after)
    {
        var common = before.AllItems.Select(i => i.Name).Intersect(after.AllItems.Select(i => i.Name)).ToHashSet();
        IEnumerable<(FieldName, FieldHome)> Places(FormDocument form) => form.AllItems.Where(i => common.Contains(i.Name)).Select(i => (i.Name, i.Home));
        return Places(before).SequenceEqual(Places(after)) ? [] : [Of(FlowChangeKind.Changed, "调整了字段的顺序或位置", "Fields stand in another order or place")];
    }

    private static LocalizedText Kind(FormItem item) => FieldPalette.All.FirstOrDefault(t => t.Kind == item.Kind)?.Label ?? LocalizedText.Same(item.Kind);

    private static LocalizedText What(FormItem item) => new($"字段“{item.Label.Zh}”（{Kind(item).Zh}）", $"“{item.Label.En}” ({Kind(item).En})");

    private static FormDifference Of(FlowChangeKind kind, string zh, string en) => new(kind, new LocalizedText(zh, en));
}

/// <summary>A difference between two versions of a form or a code table.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Words">What is different.</param>
public sealed record FormDifference(FlowChangeKind Kind, LocalizedText Words);
