using System.Text.Json.Nodes;
using Host.Calendars;

namespace Host.Tests.Pages;

/// <summary>A calendar between the form that a person fills in and the JSON that is kept.</summary>
public sealed class CalendarFormTests
{
    [Fact]
    public void What_was_stored_comes_back_from_the_form()
    {
        const string stored = """{"offset":"-03:30","opens":"08:30","closes":"17:00","weekend":["Sunday","Saturday"],"holidays":[{"from":"2026-10-01","to":"2026-10-07","name":"国庆节"},{"from":"2026-12-31"}],"makeUpDays":[{"from":"2026-10-10"}]}""";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(stored), JsonNode.Parse(CalendarForm.Of(stored).ToJson())));
    }

    [Fact]
    public void What_is_left_blank_is_left_out() => Assert.Equal("{}", CalendarForm.Of(null).ToJson());

    [Theory]
    [InlineData("2026-10-01 2026-10-07 国庆 节", """{"from":"2026-10-01","to":"2026-10-07","name":"国庆 节"}""")]
    [InlineData("2026-10-01～2026-10-07", """{"from":"2026-10-01","to":"2026-10-07"}""")]
    [InlineData("2026-01-01，元旦", """{"from":"2026-01-01","name":"元旦"}""")]
    [InlineData("tomorrow", """{"from":"tomorrow"}""")]
    public void A_line_is_a_day_or_two_and_a_name(string line, string expected)
    {
        var form = new CalendarForm { Holidays = $"\n {line} \r\n" };
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(form.ToJson())!["holidays"]![0]));
    }
}
