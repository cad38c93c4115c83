using System.Text.RegularExpressions;
using Workflows.Inspection.Suspicions;

namespace Workflows.Inspection.Tests.Screening;

/// <summary>A suspicion says what fired it, in words and numbers.</summary>
public sealed partial class ExplanationTests(Screened screened) : IClassFixture<Screened>
{
    [Fact]
    public void Every_sentence_is_whole_in_both_languages()
    {
        Assert.All(screened.Found, s =>
        {
            Assert.DoesNotMatch(Unfilled(), s.Explanation.Zh);
            Assert.DoesNotMatch(Unfilled(), s.Explanation.En);
            Assert.Matches(Chinese(), s.Explanation.Zh);
        });
    }

    [Fact]
    public void A_theft_suspicion_names_both_energies_and_the_day()
    {
        var first = screened.Found.First(s => s.Theme == "LL-05");

        Assert.Matches(@"自 \d{4}-\d\d-\d\d 起日均用电由 [\d.]+ kWh 降到 [\d.]+ kWh", first.Explanation.Zh);
        Assert.True(first.Inputs["LL-05"]!["dropKwh"]!.GetValue<double>() > 0);
        Assert.True(first.Inputs["LL-05"]!["riseKwh"]!.GetValue<double>() > 0);
        Assert.Equal(SuspicionKind.Customer, first.Kind);
        Assert.NotNull(first.UnitCode);
        Assert.False(string.IsNullOrEmpty(first.CustomerName));
    }

    [Fact]
    public void The_run_records_rules_versions_parameters_and_data()
    {
        var run = screened.Result.Run;

        Assert.Equal(new DateOnly(2026, 11, 22), run.AsOf);
        Assert.Equal(64, run.DataHash.Length);
        var rule = run.Rules.Single(r => (string?)r!["code"] == "LL-01")!;
        Assert.Equal(1, (int)rule["version"]!);
        Assert.Equal(7, (double)rule["parameters"]!["high_pct"]!);
        Assert.Equal(64, ((string)rule["sqlHash"]!).Length);
        Assert.Equal(2, run.Found["LL-02"]);
    }

    [Fact]
    public void Screening_the_same_data_again_gives_the_same_list()
    {
        using var folder = new Support.TempFolder();

        var again = Screened.Screen(screened.Drop, folder["data"]);

        Assert.Equal(screened.Found.Select(s => (s.Kind, s.AreaNo, s.CustomerNo, s.Theme, s.Score, s.Explanation)), again.Suspicions.Select(s => (s.Kind, s.AreaNo, s.CustomerNo, s.Theme, s.Score, s.Explanation)));
    }

    [GeneratedRegex(@"[{}]|NaN|Infinity")]
    private static partial Regex Unfilled();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
