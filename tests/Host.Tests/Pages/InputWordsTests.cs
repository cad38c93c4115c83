using System.Text.Json.Nodes;
using Host.Suspicions;

namespace Host.Tests.Pages;

public sealed class InputWordsTests
{
    [Fact]
    public void Numbers_have_words_and_units()
    {
        var lines = Lines("""{ "LL-05": { "probability": 0.834, "beforeKwh": 12.345, "dropPct": 71, "afterDays": 21, "deviationPp": 5.2, "from": "2026-10-02", "marketingRatio": 1200 } }""");

        Assert.Equal(["此规则判断的可能性 83 %", "突变前日均电量 12.35 kWh", "降幅 71 %", "突变后天数 21 天", "标准差 5.2 个百分点", "开始日期 2026-10-02", "营销系统倍率 1,200"], lines);
    }

    [Fact]
    public void A_text_in_both_languages_is_one_line()
    {
        var (_, lines) = Assert.Single(InputWords.Of(JsonNode.Parse("""{ "D-01": { "detail": "倍率", "detailEn": "ratio", "statusZh": "暂停", "statusEn": "suspended" } }""")!.AsObject()));

        Assert.Equal([("倍率", "ratio"), ("暂停", "suspended")], lines.Select(l => (l.Value.Zh, l.Value.En)));
        Assert.Equal(["详情", "客户状态"], lines.Select(l => l.Label.Zh));
    }

    [Fact]
    public void What_is_said_elsewhere_or_unknown_is_left_out() =>
        Assert.Equal(["天气 晴"], Lines("""{ "X-01": { "customerName": "张三", "to": null, "天气": "晴" }, "Y": {}, "Z": null }"""));

    private static string[] Lines(string inputs) =>
        [.. InputWords.Of(JsonNode.Parse(inputs)!.AsObject()).SelectMany(r => r.Lines).Select(l => $"{l.Label.Zh} {l.Value.Zh}")];
}
