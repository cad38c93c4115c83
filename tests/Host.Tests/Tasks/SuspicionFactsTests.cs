using System.Text.Json.Nodes;
using Host.Tasks;
using Workflows.Core;

namespace Host.Tests.Tasks;

public sealed class SuspicionFactsTests
{
    [Fact]
    public void A_pair_of_areas_is_two_areas()
    {
        var facts = SuspicionFacts.Of(Input("""{ "areaNo": "A1|A2", "score": 3.5, "channels": ["line-loss", "archive"], "customerNo": null }"""))!;

        Assert.Equal("A1,A2", string.Join(',', facts.AreaNos));
        Assert.Equal(3.5, facts.Score);
        Assert.Equal("line-loss,archive", string.Join(',', facts.Channels));
        Assert.Null(facts.CustomerNo);
    }

    [Fact]
    public void What_is_of_another_type_is_left_out()
    {
        var facts = SuspicionFacts.Of(Input("""{ "areaNo": 5, "score": "high", "channels": [1, "x"], "inputs": [] }"""))!;

        Assert.Empty(facts.AreaNos);
        Assert.Null(facts.Score);
        Assert.Equal("x", Assert.Single(facts.Channels));
        Assert.Empty(facts.Inputs);
    }

    [Fact]
    public void What_the_rule_said_is_there_in_both_languages_and_what_only_a_person_wrote_in_theirs()
    {
        var facts = SuspicionFacts.Of(Input("""{ "themeName": "台区负损", "themeNameEn": "Negative loss", "content": "现场有人私自接线" }"""))!;

        Assert.Equal(new LocalizedText("台区负损", "Negative loss"), facts.ThemeName);
        Assert.Equal(LocalizedText.Same("现场有人私自接线"), facts.Content);
    }

    [Fact]
    public void An_instance_that_was_not_started_by_a_suspicion_has_none() => Assert.Null(SuspicionFacts.Of([]));

    private static JsonObject Input(string suspicion) => new() { ["suspicion"] = JsonNode.Parse(suspicion) };
}
