using System.Security.Cryptography;
using Workflows.Core.Organisation;
using Workflows.Inspection.Demonstration;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Demonstration;

public sealed class DemonstrationDropTests : IDisposable
{
    private static readonly DemonstrationOptions s_small = new() { LastDay = new DateOnly(2026, 11, 22), Areas = 6, CustomersPerArea = 40, Days = 30 };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_options_write_the_same_bytes_and_another_seed_does_not()
    {
        DemonstrationDrop.Write(_folder["a"], s_small);
        DemonstrationDrop.Write(_folder["b"], s_small);
        DemonstrationDrop.Write(_folder["c"], s_small with { Seed = 7 });

        Assert.Equal(Hash("a"), Hash("b"));
        Assert.NotEqual(Hash("a"), Hash("c"));
    }

    [Fact]
    public void The_prefecture_has_eight_counties_and_ninety_five_stations()
    {
        var chart = new OrgChart(DemonstrationNames.Units());

        Assert.Equal(1, chart.Units.Count(u => u.Tier == OrgTier.Prefecture));
        Assert.Equal(8, chart.Units.Count(u => u.Tier == OrgTier.County));
        Assert.Equal(95, chart.Units.Count(u => u.Tier == OrgTier.Station));
        Assert.All(chart.Units, u => Assert.Equal(DemonstrationNames.PrefectureCode, chart.AtTier(u.Code, OrgTier.Prefecture)?.Code));
        Assert.Equal("4209001", chart.Find("420900101")?.ParentCode);
    }

    [Fact]
    public void The_truth_is_not_in_the_drop_and_the_drop_is_taken_without_a_reject()
    {
        using var readings = new ReadingsFile();

        var planted = DemonstrationDrop.Write(readings.PathOf("demo"), s_small, _folder["planted.json"]);
        var report = readings.Import(readings.PathOf("demo"));

        Assert.NotEmpty(planted);
        Assert.Contains(planted[0].Subject, File.ReadAllText(_folder["planted.json"]), StringComparison.Ordinal);
        Assert.All(report.Files, f => Assert.Equal((0L, null), (f.Rejected, f.Problem)));
        Assert.DoesNotContain(Directory.EnumerateFiles(readings.PathOf("demo")), f => f.Contains("planted", StringComparison.Ordinal));
        Assert.Equal(["240"], readings.Rows("SELECT count(*) FROM customers"));
    }

    [Fact]
    public void All_rules_have_something_planted_and_vacant_homes_are_among_the_decoys()
    {
        var planted = DemonstrationDrop.Write(_folder["a"], s_small with { Areas = 60, Days = 30 });

        Assert.Equal(
            ["D-01", "LL-01", "LL-02", "LL-03", "LL-04", "LL-05", "M-01", "M-02", "M-03", "M-04", "M-05", "M-06", "Q-01", "Q-06"],
            planted.Select(p => p.Theme).Distinct().Order(StringComparer.Ordinal));
        using var readings = new ReadingsFile();
        readings.Import(_folder["a"]);
        Assert.InRange(readings.Number("SELECT count(*) FROM customer_level WHERE zero_days > 0.5 * readings")!.Value, 100, 800);
    }

    private string Hash(string drop) => string.Join('\n', Directory.EnumerateFiles(_folder[drop]).Order(StringComparer.Ordinal)
        .Select(f => Path.GetFileName(f) + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))));
}
