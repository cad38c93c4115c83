using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Host.Suspicions;

/// <summary>The inputs of rules in words. A value's unit follows from the end of its key (<c>…Pct</c>, <c>…Kwh</c>, <c>…Days</c>).</summary>
public static class InputWords
{
    private static readonly Dictionary<string, LocalizedText> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["areaNo"] = new("台区编号", "Area"),
        ["customerNo"] = new("户号", "Customer number"),
        ["from"] = new("开始", "From"),
        ["to"] = new("结束", "To"),
        ["date"] = new("日期", "Date"),
        ["days"] = new("天数", "Days"),
    };

    /// <summary>The inputs by rule code, in the order of the record; a rule without inputs is left out.</summary>
    public static IEnumerable<(string Code, IReadOnlyList<InputLine> Lines)> Of(JsonObject inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var (code, node) in inputs)
        {
            IReadOnlyList<InputLine> lines = node switch
            {
                JsonObject values => [.. values.Where(v => v.Value is not null).Select(v => new InputLine(Label(v.Key), Value(v.Key, v.Value!)))],
                null => [],
                _ => [new InputLine(new("依据", "Input"), Value("", node))],
            };
            if (lines.Count > 0)
            {
                yield return (code, lines);
            }
        }
    }

    private static LocalizedText Label(string key) => Labels.GetValueOrDefault(key) ?? LocalizedText.Same(key);

    private static LocalizedText Value(string key, JsonNode value) => value switch
    {
        JsonArray array => Join(array.OfType<JsonNode>().Take(12).Select(v => Value(key, v))),
        JsonObject members => Join(members.Where(m => m.Value is not null).Select(m => Pair(Label(m.Key), Value(m.Key, m.Value!)))),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.Number => Number(key, value.GetValue<double>()),
            JsonValueKind.True => new("是", "yes"),
            JsonValueKind.False => new("否", "no"),
            _ => LocalizedText.Same(value.ToString()),
        },
    };

    private static LocalizedText Number(string key, double number)
    {
        var text = number.ToString(number == Math.Truncate(number) ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);
        return key switch
        {
            _ when key.EndsWith("Pct", StringComparison.OrdinalIgnoreCase) => LocalizedText.Same($"{text} %"),
            _ when key.EndsWith("Pp", StringComparison.Ordinal) => new($"{text} 个百分点", $"{text} pp"),
            _ when key.EndsWith("Kwh", StringComparison.OrdinalIgnoreCase) => LocalizedText.Same($"{text} kWh"),
            _ when key.EndsWith("Kva", StringComparison.OrdinalIgnoreCase) => LocalizedText.Same($"{text} kVA"),
            _ when key.EndsWith("Days", StringComparison.OrdinalIgnoreCase) => new($"{text} 天", $"{text} d"),
            _ => LocalizedText.Same(text),
        };
    }

    private static LocalizedText Pair(LocalizedText label, LocalizedText value) => new($"{label.Zh} {value.Zh}", $"{label.En} {value.En}");

    private static LocalizedText Join(IEnumerable<LocalizedText> texts)
    {
        var all = texts.ToList();
        return new(string.Join("，", all.Select(t => t.Zh)), string.Join(", ", all.Select(t => t.En)));
    }
}
