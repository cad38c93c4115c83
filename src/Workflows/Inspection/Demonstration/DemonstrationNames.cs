using System.Globalization;
using Workflows.Core.Organisation;

namespace Workflows.Inspection.Demonstration;

/// <summary>The invented prefecture of 澴州: 1 + 8 + 95 units, and names for people and places. Any likeness to real ones is by chance.</summary>
public static class DemonstrationNames
{
    /// <summary>Code of the prefecture.</summary>
    public const string PrefectureCode = "42090";

    private static readonly string[] s_counties = ["澴南区", "汉澴市", "应泽市", "云陂县", "安涢市", "大澴县", "昌澴县", "东城区"];
    private static readonly int[] s_stations = [14, 13, 12, 12, 12, 11, 11, 10];

    private static readonly string[] s_towns =
    [
        "城关", "新河", "杨店", "陡岗", "朋兴", "毛陈", "三汊", "肖港", "祝站", "西河", "卧龙", "白沙", "闵集", "朱湖",
    ];

    private static readonly string[] s_places =
    [
        "东风", "胜利", "民主", "槐荫", "交通", "文化", "北京路", "长征", "建设", "乾坤", "天仙", "后湖", "西湖", "黄陂巷",
        "周家湾", "李家台", "新华", "幸福", "红光", "永安", "团结", "和平", "光明", "前进", "金桥", "玉泉", "桂花", "双峰",
    ];

    private static readonly string[] s_surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "董", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢",
    ];

    private static readonly string[] s_given =
    [
        "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀英", "霞", "平",
        "刚", "桂英", "建国", "建华", "志强", "小红", "春梅", "玉兰", "海燕", "国庆", "文斌", "晓东", "家豪", "子涵", "雨桐", "德胜",
    ];

    private static readonly string[] s_shops = ["餐馆", "超市", "五金店", "网吧", "宾馆", "洗浴中心", "汽修厂", "面馆", "药房", "服装店", "豆制品坊", "加工店"];

    /// <summary>All units, the prefecture first.</summary>
    public static IReadOnlyList<OrgUnit> Units()
    {
        var units = new List<OrgUnit> { new(PrefectureCode, "澴州供电公司", OrgTier.Prefecture, null) };
        for (var county = 0; county < s_counties.Length; county++)
        {
            units.Add(new OrgUnit(CountyCode(county), $"{s_counties[county]}供电公司", OrgTier.County, PrefectureCode));
            for (var station = 0; station < s_stations[county]; station++)
            {
                units.Add(new OrgUnit(StationCode(county, station), $"{s_counties[county]}{s_towns[station]}供电所", OrgTier.Station, CountyCode(county)));
            }
        }

        return units;
    }

    /// <summary>The station that serves a feeder: feeders go round the counties.</summary>
    internal static string StationOfFeeder(int feeder)
    {
        var county = feeder % s_counties.Length;
        return StationCode(county, feeder / s_counties.Length % s_stations[county]);
    }

    internal static string Area(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{s_places[index / 4 % s_places.Length]}{(index / 4 / s_places.Length) + 1}#{(index % 4) + 1}台区");

    /// <summary>The name of a person.</summary>
    public static string Person(Random chance) => s_surnames[chance.Next(s_surnames.Length)] + s_given[chance.Next(s_given.Length)];

    internal static string Customer(Random chance, string category) => category switch
    {
        "commercial" => $"{Person(chance)}{s_shops[chance.Next(s_shops.Length)]}",
        "industrial" => $"澴州{s_places[chance.Next(s_places.Length)]}{(chance.Next(2) == 0 ? "机械" : "食品")}有限公司",
        "agricultural" => $"{s_places[chance.Next(s_places.Length)]}村排灌站",
        "public" => $"{s_places[chance.Next(s_places.Length)]}{(chance.Next(2) == 0 ? "小学" : "社区卫生室")}",
        _ => Person(chance),
    };

    private static string CountyCode(int county) => string.Create(CultureInfo.InvariantCulture, $"{PrefectureCode}{county + 1:D2}");

    private static string StationCode(int county, int station) => string.Create(CultureInfo.InvariantCulture, $"{PrefectureCode}{county + 1:D2}{station + 1:D2}");
}
