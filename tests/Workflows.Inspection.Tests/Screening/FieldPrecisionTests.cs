using Workflows.Inspection.Demonstration;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Screening;

/// <summary>How good the list is on a prefecture of another make than the demonstration: rare and small thefts, and a look-alike for every fault.</summary>
public sealed class FieldPrecisionTests(FieldPrecisionTests.Field field) : IClassFixture<FieldPrecisionTests.Field>
{
    [Theory]
    [InlineData(100, 0.95)]
    [InlineData(200, 0.95)]
    [InlineData(500, 0.93)]
    public void A_visit_budget_is_mostly_spent_on_what_was_planted(int budget, double precision)
    {
        var wrong = field.Found.Take(budget).Where(s => !field.Planted.Contains(Screened.Key(s))).ToArray();

        Assert.True(wrong.Length <= (1 - precision) * budget, $"{wrong.Length} of {budget} are innocent: {string.Join(" ", wrong.Select(s => $"{s.Theme}:{s.CustomerNo ?? s.AreaNo}"))}");
    }

    [Theory]
    [InlineData("LL-04", 0.7, 0.8)]
    [InlineData("Q-03", 0.6, 0.8)]
    [InlineData("Q-04", 0.8, 0.9)]
    [InlineData("Q-05", 0.8, 0.8)]
    [InlineData("Q-06", 1, 1)]
    [InlineData("Q-08", 0.9, 0.9)]
    [InlineData("M-01", 1, 1)]
    [InlineData("M-03", 1, 1)]
    [InlineData("M-07", 1, 1)]
    [InlineData("M-08", 1, 0.9)]
    [InlineData("P-01", 0.9, 0.9)]
    [InlineData("P-02", 0.5, 0.9)]
    [InlineData("P-03", 1, 1)]
    [InlineData("P-04", 1, 1)]
    [InlineData("F-01", 0.8, 0.9)]
    [InlineData("D-01", 1, 1)]
    [InlineData("D-02", 0.9, 1)]
    [InlineData("B-01", 1, 1)]
    public void A_rule_finds_what_was_planted_for_it_and_leaves_the_look_alikes(string rule, double recall, double precision)
    {
        var planted = field.Truth.Where(t => t.Theme == rule).Select(t => (t.Kind, t.Subject)).ToHashSet();
        var hits = field.Found.Where(s => s.Inputs.ContainsKey(rule)).Select(Screened.Key).ToArray();

        Assert.NotEmpty(planted);
        Assert.True(hits.Count(planted.Contains) >= recall * planted.Count, $"found {hits.Count(planted.Contains)} of {planted.Count}");

        // What was planted for another rule may well show in this one too.
        Assert.True(hits.Count(field.Planted.Contains) >= precision * hits.Length, $"{hits.Count(h => !field.Planted.Contains(h))} of {hits.Length} hits are innocent");
    }

    [Fact]
    public void A_thief_that_two_channels_point_at_stands_higher_than_the_same_evidence_alone()
    {
        var together = field.Found.Where(s => s.Theme == "T-01").ToArray();

        Assert.NotEmpty(together);
        Assert.All(together, s => Assert.True(s.Channels.Length >= 2));
        Assert.All(together, s => Assert.Contains("个相互独立的渠道", s.Explanation.Zh));
        Assert.DoesNotContain(together, s => s.Channels.Contains("composite"));
    }

    /// <summary>The prefecture, screened once.</summary>
    public sealed class Field : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Field()
        {
            Truth = new FieldDrop(areas: 300, customersPerArea: 80, days: 100).Write(_folder["drop"]);
            Found = Screened.Screen(_folder["drop"], _folder["data"]).Suspicions;
            Planted = Truth.Select(t => (t.Kind, t.Subject)).ToHashSet();
        }

        internal IReadOnlyList<Planted> Truth { get; }

        internal HashSet<(string Kind, string Subject)> Planted { get; }

        internal IReadOnlyList<Suspicion> Found { get; }

        public void Dispose() => _folder.Dispose();
    }
}
