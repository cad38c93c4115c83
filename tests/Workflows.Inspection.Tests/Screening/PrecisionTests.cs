using Workflows.Inspection.Demonstration;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Screening;

/// <summary>How good the list is at a visit budget, measured against what was planted.</summary>
public sealed class PrecisionTests(Screened screened) : IClassFixture<Screened>
{
    [Theory]
    [InlineData(20, 0.95)]
    [InlineData(50, 0.95)]
    [InlineData(100, 0.95)]
    public void Most_of_the_visits_of_a_budget_find_something(int budget, double precision)
    {
        var hits = screened.Found.Take(budget).Count(screened.IsPlanted);

        Assert.True(hits >= precision * budget, $"{hits} of {budget}; wrong: {string.Join(" ", screened.Found.Take(budget).Where(s => !screened.IsPlanted(s)).Select(s => $"{s.Theme}:{s.CustomerNo ?? s.AreaNo}"))}");
    }

    [Fact]
    public void Nothing_that_was_planted_is_missing_from_the_list()
    {
        var found = screened.Found.Select(Screened.Key).ToHashSet();

        Assert.Empty(screened.Planted.Except(found));
    }

    [Fact]
    public void Most_thieves_stand_above_all_other_falls_of_use()
    {
        var thieves = screened.Truth.Where(t => t.Theme == "LL-05").Select(t => t.Subject).ToHashSet();
        var likely = screened.Found.Where(s => s.Theme is "LL-05" or "T-01" && s.Score >= 50 && s.Inputs.ContainsKey("LL-05")).ToArray();

        Assert.True(likely.Count(s => thieves.Contains(s.CustomerNo!)) >= 0.7 * thieves.Count);
        Assert.True(likely.Count(s => !thieves.Contains(s.CustomerNo!)) <= 2);
    }

    [Fact]
    public void Empty_homes_and_move_outs_are_not_in_the_first_hundred()
    {
        Assert.DoesNotContain(screened.Found.Take(100), s => s.Theme is "Q-01" or "Q-02" && !screened.IsPlanted(s));
    }

    [Fact]
    public void A_mirror_pair_is_raised_once_and_neither_area_as_high_or_negative()
    {
        var pairs = screened.Truth.Where(t => t.Kind == "area-pair").Select(t => t.Subject).ToArray();

        Assert.All(pairs, pair => Assert.Single(screened.Found, s => s.Kind == SuspicionKind.AreaPair && s.AreaNo == pair));
        var areas = pairs.SelectMany(p => p.Split('|')).ToHashSet();
        Assert.DoesNotContain(screened.Found, s => s.Kind == SuspicionKind.Area && areas.Contains(s.AreaNo!));
        var firstPair = screened.Found.TakeWhile(s => s.Kind != SuspicionKind.AreaPair).Count();
        Assert.DoesNotContain(screened.Found.Take(firstPair), s => s.Theme == "LL-05" && areas.Contains(s.AreaNo!));
    }

    [Fact]
    public void The_leading_rule_is_the_one_that_was_planted()
    {
        var themes = screened.Truth.ToLookup(t => (t.Kind, t.Subject), t => t.Theme);
        var right = screened.Found.Where(screened.IsPlanted).Count(s => themes[Screened.Key(s)].Contains(s.Theme == "T-01" ? "LL-05" : s.Theme)); // T-01 sums up a theft that several rules saw

        Assert.True(right >= 0.9 * screened.Planted.Count, $"{right} of {screened.Planted.Count}");
    }

    [Fact]
    public void Channels_that_agree_raise_the_score()
    {
        var alone = screened.Found.Where(s => s.Theme == "M-05" && s.Channels.Length == 1).Max(s => s.Score);

        Assert.Contains(screened.Found, s => s.Inputs.ContainsKey("M-05") && s.Channels.Length > 1 && s.Score > alone);
    }

    [Theory]
    [InlineData(30, 0.9)]
    [InlineData(365, 0.9)]
    public void Shorter_and_longer_histories_are_screened_as_well(int days, double precision)
    {
        using var folder = new TempFolder();
        var truth = DemonstrationDrop.Write(folder["demo"], new DemonstrationOptions { LastDay = new DateOnly(2025, 2, 17), Days = days, Seed = 99, Areas = 30 }).Select(t => (t.Kind, t.Subject)).ToHashSet();

        var found = Screened.Screen(folder["demo"], folder["data"]).Suspicions.Take(40).Select(Screened.Key).ToArray();

        Assert.True(found.Count(truth.Contains) >= precision * found.Length, $"{found.Count(truth.Contains)} of {found.Length}");
    }
}
