using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Host.Shell;
using Workflows.Core;

namespace Host.Suspicions;

/// <summary>The inputs of rules in words. A value's unit follows from the end of its key (<c>…Pct</c>, <c>…Kwh</c>, <c>…Days</c>).</summary>
public static class InputWords
{
    private static readonly Dictionary<string, LocalizedText> Labels = new(StringComparer.Ordinal)
    {
        ["acquisitionRatio"] = new("采集系统倍率", "Ratio in the acquisition system"),
        ["afterDays"] = new("突变后天数", "Days since the step"),
        ["afterKwh"] = new("突变后日均电量", "Daily energy since the step"),
        ["agreedKw"] = new("核定需量（kW）", "Agreed demand (kW)"),
        ["alarmDays"] = new("告警天数", "Days with alarms"),
        ["appliedOn"] = new("受理日期", "Applied on"),
        ["areas"] = new("台区数", "Areas"),
        ["beforeKwh"] = new("突变前日均电量", "Daily energy before the step"),
        ["billedKwh"] = new("发行电量", "Billed energy"),
        ["calls"] = new("来电次数", "Calls"),
        ["category"] = new("用电类别", "Category"),
        ["channels"] = new("渠道数", "Channels"),
        ["codes"] = new("告警代码", "Alarm codes"),
        ["content"] = new("内容", "Content"),
        ["correlation"] = new("相关系数", "Correlation"),
        ["dailyChangePp"] = new("日均变化", "Mean change per day"),
        ["days"] = new("统计天数", "Days looked at"),
        ["detail"] = new("详情", "Detail"),
        ["deviationPp"] = new("标准差", "Standard deviation"),
        ["dropKwh"] = new("每天少用", "Missing per day"),
        ["dropPct"] = new("降幅", "Drop"),
        ["expectedKwh"] = new("应有日均电量", "Expected per day"),
        ["feederNo"] = new("线路", "Feeder"),
        ["fields"] = new("不一致字段", "Fields that differ"),
        ["finding"] = new("情况", "Finding"),
        ["flips"] = new("正负反复次数", "Changes of sign"),
        ["foreignMeters"] = new("跨台区电能表", "Meters of other areas"),
        ["found_at"] = new("发现时间", "Found"),
        ["from"] = new("开始日期", "From"),
        ["gainKwh"] = new("每天多售", "Sold beyond supply per day"),
        ["highDays"] = new("超限天数", "Days above the limit"),
        ["hours"] = new("每天满载小时", "Hours a day at full contract"),
        ["kind"] = new("用户类别", "Kind of customer"),
        ["kva"] = new("合同容量（kVA）", "Contract (kVA)"),
        ["kwp"] = new("光伏容量（kWp）", "Installed generation (kWp)"),
        ["lastDate"] = new("最后抄表日", "Last read"),
        ["leastPct"] = new("最低线损率", "Lowest loss"),
        ["limitDays"] = new("时限", "Limit"),
        ["limitKwh"] = new("上限电量", "Limit"),
        ["limitPct"] = new("限值", "Limit"),
        ["longestRunDays"] = new("最长连续", "Longest run"),
        ["lossKwh"] = new("每天损失电量", "Lost per day"),
        ["lossPct"] = new("平均线损率", "Mean loss"),
        ["lowDays"] = new("负损天数", "Days below the limit"),
        ["marketingRatio"] = new("营销系统倍率", "Ratio in the marketing system"),
        ["matchPct"] = new("与台区损失吻合度", "Match with the area's loss"),
        ["meanKwh"] = new("日均电量", "Mean per day"),
        ["minusKwh"] = new("少损台区每天", "Area that loses too little, per day"),
        ["minusName"] = new("少损台区", "Area that loses too little"),
        ["mostKw"] = new("最大需量（kW）", "Highest demand (kW)"),
        ["mostKwh"] = new("最高一天", "Most in a day"),
        ["mostPct"] = new("最高线损率", "Highest loss"),
        ["other"] = new("电价所属类别", "Kind that the tariff is for"),
        ["overDays"] = new("超过天数", "Days above"),
        ["ownShare"] = new("同类用户执行比例（%）", "Share of its kind on the tariff (%)"),
        ["periods"] = new("期数", "Periods"),
        ["periodWord"] = new("电费周期", "Billing period"),
        ["plusKwh"] = new("多损台区每天", "Area that loses too much, per day"),
        ["plusName"] = new("多损台区", "Area that loses too much"),
        ["pmsRatio"] = new("PMS 倍率", "Ratio in PMS"),
        ["probability"] = new("此规则判断的可能性", "Likelihood by this rule"),
        ["readKwh"] = new("抄表电量", "Energy read"),
        ["recentDays"] = new("近期天数", "Recent days"),
        ["riseKwh"] = new("台区每天多损", "Rise of the area's loss per day"),
        ["rules"] = new("规则", "Rules"),
        ["silentDays"] = new("未抄到天数", "Days unread"),
        ["source"] = new("来源", "Source"),
        ["standard"] = new("力调标准", "Power-factor standard"),
        ["status"] = new("客户状态", "Status"),
        ["successPct"] = new("台区采集成功率", "Area read"),
        ["systems"] = new("系统", "Systems"),
        ["takenDays"] = new("已用天数", "Days taken"),
        ["tariffCode"] = new("电价", "Tariff"),
        ["tariffShare"] = new("该电价主要用户比例（%）", "Share of the tariff's main kind (%)"),
        ["text"] = new("原文", "Text"),
        ["times"] = new("倍数", "Times"),
        ["to"] = new("结束日期", "To"),
        ["usedDays"] = new("有电量天数", "Days with use"),
        ["usedKwh"] = new("用电量", "Energy used"),
        ["usualPct"] = new("同电价一般占比", "Usual for the tariff"),
        ["valleyPct"] = new("谷段占比", "Valley share"),
        ["word"] = new("告警含义", "Meaning"),
        ["yuan"] = new("金额（元）", "Amount (yuan)"),
        ["zeroDays"] = new("零电量天数", "Days without use"),
    };

    // Said elsewhere on the page.
    private static readonly HashSet<string> Hidden = ["areaName", "event", "state", "customerName", "areaNo", "customerNo", "theme", "plusNo", "minusNo", "list"];

    /// <summary>The inputs by rule code, in the order of the record; a rule without inputs is left out.</summary>
    public static IEnumerable<(string Code, IReadOnlyList<InputLine> Lines)> Of(JsonObject inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var (code, node) in inputs)
        {
            IReadOnlyList<InputLine> lines = node switch
            {
                JsonObject values => [.. Lines(values)],
                null => [],
                _ => [new InputLine(new("依据", "Input"), Value("", node))],
            };
            if (lines.Count > 0)
            {
                yield return (code, lines);
            }
        }
    }

    private static IEnumerable<InputLine> Lines(JsonObject values)
    {
        foreach (var (name, value) in values)
        {
            var key = name.EndsWith("Zh", StringComparison.Ordinal) ? name[..^2] : name;
            var isTranslation = name.EndsWith("En", StringComparison.Ordinal) && (values.ContainsKey(name[..^2]) || values.ContainsKey(name[..^2] + "Zh"));
            if (value is null || isTranslation || Hidden.Contains(key))
            {
                continue;
            }

            var text = Value(key, value);
            yield return new InputLine(Label(key), values[key + "En"] is { } english ? text with { En = english.ToString() } : text);
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
            _ => LocalizedText.Same(DateTimeOffset.TryParseExact(value.ToString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? Instants.Text(instant) : value.ToString()),
        },
    };

    private static LocalizedText Number(string key, double number)
    {
        var text = number.ToString(number == Math.Truncate(number) ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);
        return key switch
        {
            "probability" => LocalizedText.Same(string.Create(CultureInfo.InvariantCulture, $"{number * 100:0} %")),
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
