using Designer.Editing.Properties;
using Workflows.Core.Time;

namespace Designer.Editing.Tests.Properties;

public sealed class SpanChoiceTests
{
    [Theory]
    [InlineData("2wd", 2, "wd")]
    [InlineData("-4wh", 4, "wh")]
    [InlineData("P3D", 3, "d")]
    [InlineData("PT20M", 20, "m")]
    [InlineData("0", 0, "wd")]
    public void A_span_is_a_number_and_a_unit(string text, int count, string unit)
    {
        var choice = SpanChoice.Read(text)!;

        Assert.Equal((count, unit), (choice.Count, choice.Unit));
        Assert.Equal(text.TrimStart('-'), choice.ToText());
    }

    [Theory]
    [InlineData("P1DT2H")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_number_and_unit_is_left_as_it_is(string? text) => Assert.Null(SpanChoice.Read(text));

    [Fact]
    public void Every_choice_is_a_span_that_the_engine_reads() =>
        Assert.All(SpanChoice.Units, unit => Assert.True(WorkSpan.TryParse(new SpanChoice(7, unit).ToText(), out _), unit));
}
