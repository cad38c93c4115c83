using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Screening;

/// <summary>The rules are files: all of the catalogue are there, each in versions that hold from a day on.</summary>
public sealed class RuleCatalogueTests : IDisposable
{
    private static readonly DateOnly s_today = new(2026, 3, 20);

    private readonly TempFolder _folder = new();

    private static string Shipped => TestSupport.RepositoryRoot.Combine("workflows", "screening");

    [Fact]
    public void Every_theme_of_the_catalogue_has_a_rule()
    {
        string[] catalogue =
        [
            "LL-01", "LL-02", "LL-03", "LL-04", "LL-05", "LL-06", "Q-01", "Q-02", "Q-03", "Q-04", "Q-05", "Q-06", "Q-07", "Q-08", "M-01", "M-02", "M-03", "M-04", "M-05",
            "M-06", "M-07", "M-08", "P-01", "P-02", "P-03", "P-04", "F-01", "F-02", "F-03", "D-01", "D-02", "B-01", "G-01", "T-01", "S-01", "X-01",
        ];

        Assert.Equal(catalogue.Order(StringComparer.Ordinal), new RuleFolder(Shipped).Read().On(s_today).Select(r => r.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_says_what_it_is_in_both_languages()
    {
        Assert.All(new RuleFolder(Shipped).Read().Rules, rule =>
        {
            var texts = new[] { rule.Header.Name, rule.Header.Guidance, rule.Header.Explanation };
            Assert.All(texts, t => Assert.True(t.Zh.Any(c => c > 0x3000) && t.En.Length > 3, rule.Code));
            Assert.InRange(rule.Header.Severity, 1, 5);
            Assert.NotEmpty(rule.Header.Specialty);
            Assert.Equal(RuleText.Columns(rule.Header.Explanation.Zh).Distinct().Count(), RuleText.Columns(rule.Header.Explanation.Zh).Intersect(RuleText.Columns(rule.Sql + Columns(rule.Sql))).Count());
        });

        // What a sentence names must be a column of the SQL.
        static string Columns(string sql) => string.Concat(System.Text.RegularExpressions.Regex.Matches(sql, @"\w+").Select(m => $"{{{m.Value}}}"));
    }

    [Fact]
    public void A_rule_runs_after_those_it_builds_on()
    {
        var order = new RuleFolder(Shipped).Read().On(s_today).Select(r => r.Code).ToList();

        Assert.True(order.IndexOf("LL-04") < order.IndexOf("LL-05"));
        Assert.True(order.IndexOf("LL-05") < order.IndexOf("LL-01"));
        Assert.True(order.IndexOf("LL-05") < order.IndexOf("Q-02"));
        Assert.True(order.IndexOf("S-01") < order.IndexOf("T-01"));
    }

    [Fact]
    public void Of_the_versions_the_newest_that_is_in_effect_on_the_day_of_the_data_holds()
    {
        var text = File.ReadAllText(Path.Combine(Shipped, "F-02.sql"));
        Publish("F-02@2.sql", text.Replace("\"version\": 1,", "\"version\": 2,", StringComparison.Ordinal).Replace("2000-01-01", "2026-04-01", StringComparison.Ordinal));
        var catalog = new RuleFolder(Shipped, _folder["published"]).Read();

        Assert.Equal(1, catalog.On(new DateOnly(2026, 3, 31)).Single(r => r.Code == "F-02").Header.Version);
        Assert.Equal(2, catalog.On(new DateOnly(2026, 4, 1)).Single(r => r.Code == "F-02").Header.Version);
    }

    [Theory]
    [InlineData("Q-09.sql", "SELECT 1", "/* { … } */")]
    [InlineData("nonsense.sql", "/* {} */ SELECT 1", "Q-09")]
    [InlineData("Q-09.sql", "/* { \"class\": \"quantity\" } */ SELECT 1", "name")]
    [InlineData("F-02@1.sql", null, "is there twice")]
    [InlineData("Q-09.sql", "$missing", "$missing")]
    public void A_wrong_rule_file_is_named_with_what_is_wrong(string file, string? text, string says)
    {
        var shipped = File.ReadAllText(Path.Combine(Shipped, "F-02.sql"));
        Publish(file, text is null ? shipped : text.StartsWith('$') ? shipped + $"\nSELECT {text};" : text);

        var problem = Assert.Throws<ScreeningRulesException>(() => new RuleFolder(Shipped, _folder["published"]).Read());

        Assert.Contains(file == "F-02@1.sql" ? "F-02" : file, problem.Message, StringComparison.Ordinal);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_build_on_each_other_in_a_circle_are_refused()
    {
        var text = File.ReadAllText(Path.Combine(Shipped, "F-02.sql"));
        Publish("F-08.sql", text.Replace("\"version\": 1,", "\"version\": 1, \"after\": [\"F-09\"],", StringComparison.Ordinal));
        Publish("F-09.sql", text.Replace("\"version\": 1,", "\"version\": 1, \"after\": [\"F-08\"],", StringComparison.Ordinal));

        Assert.Contains("F-08", Assert.Throws<ScreeningRulesException>(() => new RuleFolder(Shipped, _folder["published"]).Read().On(s_today)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_switched_off_still_serves_those_that_build_on_it()
    {
        foreach (var file in Directory.GetFiles(Shipped))
        {
            Publish(Path.GetFileName(file), File.ReadAllText(file));
        }

        Publish("LL-05.sql", File.ReadAllText(Path.Combine(Shipped, "LL-05.sql")).Replace("\"channel\"", "\"enabled\": false, \"channel\"", StringComparison.Ordinal));
        using var readings = new ReadingsFile(o => o.ScreeningDirectory = _folder["published"]);
        readings.Import(readings.Drop().WithArchives()
            .With("customers.csv", "customer_no,name,area_no,category,status\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"C{i},客户{i},A1,residential,active\n")))
            .With("customer_energy_daily.csv", TinyDrop.Readings(60, [.. Enumerable.Range(1, 20).Select(i => ($"C{i}", (Func<int, double?>)(d => (i == 1 && d >= 20 ? 4 : 10) + ((d + i) % 3 * 0.3))))]))
            .With("area_supply_daily.csv", TinyDrop.Supply(60, "A1", d => d < 20 ? 212 : 206)));

        var result = readings.Screen();

        Assert.DoesNotContain(result.Run.Rules, r => (string?)r!["code"] == "LL-05");
        Assert.Equal("Q-02", Assert.Single(result.Suspicions, s => s.CustomerNo == "C1").Theme);
    }

    [Fact]
    public void A_feeder_whose_areas_all_lose_too_much_is_raised_once()
    {
        using var readings = new ReadingsFile();
        var areas = "area_no,name,station_code,feeder_no\n" + string.Concat(Enumerable.Range(1, 8).Select(i => $"A{i},{i}号台区,S11,{(i <= 4 ? "F1" : "F2")}\n"));
        var customers = "customer_no,name,area_no,category,status\n" + string.Concat(Enumerable.Range(1, 8).Select(i => $"C{i},客户{i},A{i},residential,active\n"));
        var supply = "date,area_no,supply_kwh\n" + string.Concat(Enumerable.Range(1, 8).Select(i => TinyDrop.Supply(40, $"A{i}", d => (i <= 4 ? 115 : 103) + (d * i % 3)).Split('\n', 2)[1]));
        readings.Import(readings.Drop().With("areas.csv", areas).With("customers.csv", customers).With("area_supply_daily.csv", supply)
            .With("customer_energy_daily.csv", TinyDrop.Readings(40, [.. Enumerable.Range(1, 8).Select(i => ($"C{i}", (Func<int, double?>)(_ => 100)))])));

        var found = readings.Screen().Suspicions.Where(s => s.Inputs.ContainsKey("LL-06")).ToArray();

        Assert.Equal("F1", (string?)Assert.Single(found).Inputs["LL-06"]!["feederNo"]);
        Assert.Equal(SuspicionKind.Area, found[0].Kind);
    }

    public void Dispose() => _folder.Dispose();

    private void Publish(string file, string text)
    {
        Directory.CreateDirectory(_folder["published"]);
        File.WriteAllText(Path.Combine(_folder["published"], file), text);
    }
}
