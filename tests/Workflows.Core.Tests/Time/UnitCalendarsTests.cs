using Workflows.Core.Definitions;
using Workflows.Core.Tests.Support;
using Workflows.Core.Time;

namespace Workflows.Core.Tests.Time;

public sealed class UnitCalendarsTests
{
    private static readonly DateOnly NationalDay = new(2026, 10, 1);

    private static readonly UnitCalendars Calendars = new(
        WorkingCalendarReader.Read("""{ "holidays": [ { "from": "2026-10-01", "to": "2026-10-07", "name": "国庆节" } ], "makeUpDays": [ "2026-10-10" ] }"""),
        new Dictionary<string, CalendarRules>
        {
            ["4209001"] = WorkingCalendarReader.ReadRules("""{ "opens": "08:30", "makeUpDays": [ "2026-10-07" ], "holidays": [ "2026-10-10" ] }"""),
            ["420900101"] = WorkingCalendarReader.ReadRules("""{ "weekend": [ "Sunday" ], "closes": "17:00" }"""),
        });

    [Fact]
    public void A_unit_without_rules_has_the_calendar_of_the_unit_above()
    {
        Assert.Same(Calendars.Organisation, Calendars.For("42090", Units.Chart));
        Assert.Same(Calendars.Organisation, Calendars.For(null, Units.Chart));
        Assert.Same(Calendars.Organisation, Calendars.For("nowhere", Units.Chart));
        Assert.Same(Calendars.For("4209001", Units.Chart), Calendars.For("4209001", Units.Chart));
    }

    [Fact]
    public void Days_of_the_nearer_unit_win()
    {
        var county = Calendars.For("4209001", Units.Chart);
        Assert.False(county.IsWorkingDay(NationalDay));
        Assert.True(county.IsWorkingDay(new DateOnly(2026, 10, 7)));
        Assert.False(county.IsWorkingDay(new DateOnly(2026, 10, 10)));
        Assert.True(Calendars.Organisation.IsWorkingDay(new DateOnly(2026, 10, 10)));
        Assert.Equal((new TimeOnly(8, 30), new TimeOnly(18, 0)), (county.Opens, county.Closes));
    }

    [Fact]
    public void Weekend_and_office_hours_come_down_the_tree()
    {
        var station = Calendars.For("420900101", Units.Chart);
        Assert.True(station.IsWorkingDay(new DateOnly(2026, 11, 28)));
        Assert.False(station.IsWorkingDay(new DateOnly(2026, 11, 29)));
        Assert.Equal((new TimeOnly(8, 30), new TimeOnly(17, 0)), (station.Opens, station.Closes));
        Assert.False(station.IsWorkingDay(NationalDay));
    }

    [Theory]
    [InlineData("""{ "weekend": [ "Funday" ] }""", "must be Monday to Sunday")]
    [InlineData("""{ "weekend": [ "6" ] }""", "must be Monday to Sunday")]
    [InlineData("""{ "weekend": [ "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" ] }""", "must leave one working day a week")]
    [InlineData("""{ "opens": "19:00" }""", "must be after opens")]
    [InlineData("""{ "holidays": [ { "from": "2026-10-07", "to": "2026-10-01" } ] }""", "is no range of days")]
    public void A_calendar_that_cannot_be_says_what_is_wrong(string text, string message) =>
        Assert.Contains(message, Assert.Throws<DefinitionUnreadableException>(() => WorkingCalendarReader.Read(text)).Reason!.En, StringComparison.Ordinal);
}
