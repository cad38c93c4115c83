using Host.Tickets;
using Workflows.Core.Instances;

namespace Host.Tests.Tickets;

public sealed class TicketAddressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Running_tickets_are_shown_unless_asked_otherwise() =>
        Assert.Equal(InstanceStatus.Running, TicketAddress.From(null, null, null, null).Filter(Now).Status);

    [Fact]
    public void A_search_looks_at_all_tickets_unless_a_state_is_asked_for()
    {
        Assert.Equal(TicketState.All, TicketAddress.From(null, null, "JC2026", null).State);
        Assert.Equal(TicketState.Ended, TicketAddress.From("ended", null, "JC2026", null).State);
    }

    [Fact]
    public void Overdue_means_running_and_due_before_now()
    {
        var filter = TicketAddress.From("overdue", null, null, null).Filter(Now);

        Assert.Equal((InstanceStatus.Running, Now), (filter.Status, filter.DueBefore));
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("ended", "4209001", "王", 50)]
    [InlineData("trouble", null, null, null)]
    [InlineData("running", null, "JC", null)]
    public void The_address_reads_back_as_it_was_written(string? state, string? unit, string? search, int? from)
    {
        var address = TicketAddress.From(state, unit, search, from);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(new Uri("http://x"), address.Href).Query);

        string? Part(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;
        var again = TicketAddress.From(Part("state"), Part("unit"), Part("q"), Part("from") is { } skip ? int.Parse(skip, System.Globalization.CultureInfo.InvariantCulture) : null);

        Assert.Equal(address, again);
    }
}
