using Workflows.Core.Definitions;

namespace Workflows.Core.Tests.Definitions;

public sealed class RetentionPeriodTests
{
    private static readonly DateTimeOffset Now = new(2028, 2, 29, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("P3Y", "2025-02-28T08:00:00Z")]
    [InlineData("P18M", "2026-08-29T08:00:00Z")]
    [InlineData("P1Y6M", "2026-08-29T08:00:00Z")]
    [InlineData(" P90D ", "2027-12-01T08:00:00Z")]
    [InlineData("P1M1D", "2028-01-28T08:00:00Z")]
    public void Is_counted_back_in_the_calendar(string text, string cutoff) =>
        Assert.Equal(DateTimeOffset.Parse(cutoff, System.Globalization.CultureInfo.InvariantCulture), RetentionPeriod.Parse(text)!.Cutoff(Now));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("P")]
    [InlineData("P0D")]
    [InlineData("PT5H")]
    [InlineData("3Y")]
    [InlineData("P-3Y")]
    [InlineData("P1D2Y")]
    public void What_is_no_period_or_shorter_than_a_day_is_none(string? text) => Assert.Null(RetentionPeriod.Parse(text));

    [Fact]
    public void For_ever_has_no_end() => Assert.Null(RetentionPeriod.Parse("Forever")!.Cutoff(Now));

    [Theory]
    [InlineData("{}", "P3Y")]
    [InlineData("""{ "closedLoop": { "retention": "P90D" } }""", "P90D")]
    [InlineData("""{ "closedLoop": { "retention": "nonsense" } }""", "forever")]
    public void Comes_from_the_definition_and_is_three_years_when_it_says_nothing(string custom, string expected) =>
        Assert.Equal(expected, WorkflowDefinitionReader.Read($$"""{ "definitionId": "x", "customProperties": {{custom}} }""").Retention.Text);
}
