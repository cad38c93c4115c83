using Workflows.Runtime.Outbox;

namespace Workflows.Runtime.Tests;

/// <summary>Failures are tried again later and later, not all at the same instant, and not later than allowed.</summary>
public sealed class BackOffTests
{
    private static readonly OutboxPumpOptions Options = new() { FirstDelay = TimeSpan.FromSeconds(10), LongestDelay = TimeSpan.FromMinutes(10) };

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(5, 160)]
    [InlineData(7, 600)]
    [InlineData(50, 600)]
    public void The_delay_doubles_up_to_the_longest(int attempt, int seconds) =>
        Assert.Equal(seconds, new BackOff(() => 1).After(attempt, Options).TotalSeconds);

    [Fact]
    public void Chance_takes_up_to_half_of_the_delay_away() =>
        Assert.Equal(TimeSpan.FromSeconds(5), new BackOff(() => 0).After(1, Options));

    [Fact]
    public void The_default_attempts_last_some_hours()
    {
        var options = new OutboxPumpOptions();
        var whole = Enumerable.Range(1, options.MaxAttempts - 1).Sum(n => new BackOff(() => 1).After(n, options).TotalHours);
        Assert.InRange(whole, 2, 8);
    }
}
