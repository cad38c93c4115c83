using Workflows.Inspection.CrossInspection;

namespace Workflows.Inspection.Tests.CrossInspection;

/// <summary>Who inspects whom: hard rules always, wishes as far as they can hold.</summary>
public sealed class CrossPlannerTests
{
    [Fact]
    public void Of_eight_units_there_are_8988_plans_without_mutual_swaps()
    {
        var all = new CrossPlanner.Enumeration(CrossPlanner.Values(Units(8, 1), new CrossPlanOptions()));

        Assert.NotNull(all.Best());
        Assert.Equal(8988, all.Tried);
    }

    [Fact]
    public void By_score_alone_seven_of_eight_can_inspect_somebody_better_and_in_one_way_only()
    {
        var units = Units(8, 1);

        var plan = CrossPlanner.Plan(units, new CrossPlanOptions { BaseWeight = 0 })!;

        Assert.Equal((7, 8), (plan.Met, plan.Wished));
        var byScore = units.OrderBy(u => u.Score).Select(u => u.Code).ToArray();
        Assert.Equal(
            byScore.Select((code, i) => new CrossPair(code, byScore[(i + 1) % 8])).ToHashSet(),
            plan.Pairs.Select(p => p.Pair).ToHashSet());
        Assert.Equal(new CrossPair(byScore[7], byScore[0]), Assert.Single(plan.Pairs, p => !p.LaggingInspectsAdvanced).Pair);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    public void The_solver_finds_what_trying_all_finds(int count)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var values = CrossPlanner.Values(Units(count, seed), new CrossPlanOptions { Seed = seed });

            Assert.Equal(new CrossPlanner.Enumeration(values).Best(), CrossPlanner.Solve(values));
        }
    }

    [Fact]
    public void Ninety_five_stations_are_planned_by_the_hard_rules_and_nearly_all_inspect_a_better_one()
    {
        var units = Units(95, 4);
        var before = CrossPlanner.Plan(units, new CrossPlanOptions())!;

        var plan = CrossPlanner.Plan(units, new CrossPlanOptions { Previous = [.. before.Pairs.Select(p => p.Pair)] })!;

        var pairs = plan.Pairs.Select(p => p.Pair).ToHashSet();
        Assert.Equal(95, pairs.Select(p => p.Inspected).Distinct().Count());
        Assert.All(pairs, p => Assert.NotEqual(p.Inspector, p.Inspected));
        Assert.All(pairs, p => Assert.DoesNotContain(new CrossPair(p.Inspected, p.Inspector), pairs));
        Assert.Empty(pairs.Intersect(before.Pairs.Select(p => p.Pair)));
        Assert.True(plan.Pairs.Count(p => p.LaggingInspectsAdvanced) >= 60, $"{plan.Met} of {plan.Wished}");
    }

    [Fact]
    public void Last_months_pairs_do_not_come_again()
    {
        var units = Units(8, 2);
        var before = CrossPlanner.Plan(units, new CrossPlanOptions())!;

        var after = CrossPlanner.Plan(units, new CrossPlanOptions { Previous = [.. before.Pairs.Select(p => p.Pair)] })!;

        Assert.Empty(after.Pairs.Select(p => p.Pair).Intersect(before.Pairs.Select(p => p.Pair)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_may_choose_another_of_the_equally_good()
    {
        var units = Enumerable.Range(0, 8).Select(i => new CrossUnit($"U{i}", 80, 100)).ToArray();

        var plans = Enumerable.Range(0, 6).Select(seed => string.Join(' ', CrossPlanner.Plan(units, new CrossPlanOptions { Seed = seed })!.Pairs.Select(p => p.Pair.Inspected))).ToArray();

        Assert.Equal(plans[0], string.Join(' ', CrossPlanner.Plan(units, new CrossPlanOptions { Seed = 0 })!.Pairs.Select(p => p.Pair.Inspected)));
        Assert.True(plans.Distinct().Count() > 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_or_two_units_cannot_be_planned(int count) => Assert.Null(CrossPlanner.Plan(Units(count, 1), new CrossPlanOptions()));

    private static CrossUnit[] Units(int count, int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new CrossUnit($"U{i}", Math.Round(60 + (40 * chance.NextDouble()), 2), chance.Next(50_000, 400_000)))];
    }
}
