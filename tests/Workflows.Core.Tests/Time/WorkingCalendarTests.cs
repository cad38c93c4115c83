using System.Globalization;
using CsCheck;
using Workflows.Core.Definitions;
using Workflows.Core.Time;

namespace Workflows.Core.Tests.Time;

public sealed class WorkingCalendarTests
{
    /// <summary>National Day 2026: 1–7 October off, Saturday 10 October worked instead.</summary>
    private static readonly WorkingCalendar Calendar = WorkingCalendarReader.Read("""
        { "offset": "+08:00", "opens": "08:30", "closes": "17:30", "holidays": [ { "from": "2026-10-01", "to": "2026-10-07", "name": "国庆节" }, "2027-01-01" ], "makeUpDays": [ "2026-10-10" ] }
        """);

    [Theory]
    [InlineData("2026-11-23 10:00", "2wd", "2026-11-25 10:00")] // Monday
    [InlineData("2026-11-27 17:00", "1wd", "2026-11-30 17:00")] // Friday
    [InlineData("2026-11-27 19:00", "1wd", "2026-11-30 17:30")] // Friday evening begins on Monday
    [InlineData("2026-11-28 10:00", "1wd", "2026-11-30 17:30")] // Saturday
    [InlineData("2026-09-30 10:00", "1wd", "2026-10-08 10:00")] // over the holidays
    [InlineData("2026-10-09 10:00", "1wd", "2026-10-10 10:00")] // onto a make-up Saturday
    [InlineData("2026-10-10 10:00", "1wd", "2026-10-12 10:00")]
    [InlineData("2026-11-24 10:00", "-1wd", "2026-11-23 10:00")]
    [InlineData("2026-11-23 10:00", "-1wd", "2026-11-20 10:00")]
    [InlineData("2026-11-23 10:00", "4wh", "2026-11-23 14:00")]
    [InlineData("2026-11-23 16:30", "2wh", "2026-11-24 09:30")]
    [InlineData("2026-11-27 16:30", "2wh", "2026-11-30 09:30")]
    [InlineData("2026-11-28 03:00", "0.5wh", "2026-11-30 09:00")]
    [InlineData("2026-11-24 09:30", "-4wh", "2026-11-23 14:30")]
    [InlineData("2026-11-23 10:00", "9wh", "2026-11-24 10:00")]
    [InlineData("2026-11-23 10:00", "0", "2026-11-23 10:00")]
    [InlineData("2026-11-23 10:00", "P2D", "2026-11-25 10:00")]
    [InlineData("2026-11-23 10:00", "-PT30M", "2026-11-23 09:30")]
    [InlineData("2026-11-23 10:00", "00:10", "2026-11-23 10:10")]
    [InlineData("2026-11-23 10:00", "P1W", "2026-11-30 10:00")]
    public void Spans_are_counted(string from, string span, string expected)
    {
        Assert.True(WorkSpan.TryParse(span, out var parsed));
        Assert.Equal(Local(expected), parsed.From(Local(from), Calendar));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("wd")]
    [InlineData("1.5wd")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("two days")]
    [InlineData("--1wd")]
    [InlineData("99999wd")]
    public void What_is_no_span_is_not_taken_for_one(string text) => Assert.False(WorkSpan.TryParse(text, out _));

    [Fact]
    public void The_office_is_open_at_opening_time_and_closed_at_closing_time()
    {
        Assert.True(Calendar.IsOpen(Local("2026-11-23 08:30")));
        Assert.False(Calendar.IsOpen(Local("2026-11-23 17:30")));
        Assert.False(Calendar.IsOpen(Local("2026-10-01 10:00")));
        Assert.True(Calendar.IsOpen(Local("2026-10-10 10:00")));
        Assert.Equal(Local("2026-10-08 08:30"), Calendar.NextOpening(Local("2026-09-30 18:00")));
        Assert.Equal(Local("2026-09-30 17:30"), Calendar.PreviousClosing(Local("2026-10-08 08:00")));
    }

    [Fact]
    public void Working_time_forth_and_back_comes_to_the_same_instant() => Gen.Int[0, 60 * 24 * 60].Select(Gen.Int[1, 200]).Sample(
        (minutes, hours) =>
        {
            var from = Calendar.NextOpening(Local("2026-09-20 00:00").AddMinutes(minutes));
            var there = Calendar.AddWorkingTime(from, TimeSpan.FromHours(hours));
            Assert.True(there > from);
            Assert.Equal(from, Calendar.NextOpening(Calendar.AddWorkingTime(there, -TimeSpan.FromHours(hours))));
        },
        iter: 2000);

    [Theory]
    [InlineData("""{ "opens": "8" }""")]
    [InlineData("""{ "opens": "18:00", "closes": "08:00" }""")]
    [InlineData("""{ "holidays": [ "2026/10/01" ] }""")]
    [InlineData("""{ "holidays": [ { "from": "2026-10-07", "to": "2026-10-01" } ] }""")]
    [InlineData("""{ "offset": "8" }""")]
    public void A_calendar_that_cannot_be_read_says_why(string text) => Assert.Throws<DefinitionUnreadableException>(() => WorkingCalendarReader.Read(text));

    private static DateTimeOffset Local(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
