using Microsoft.Extensions.Time.Testing;
using Workflows.Runtime.Outbox;

namespace Workflows.Runtime.Tests;

/// <summary>A pump sleeps no longer than it must and misses no call.</summary>
public sealed class WakeSignalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _clock = new();
    private readonly OutboxSignal _signal = new();

    [Fact]
    public async Task A_sleeper_wakes_when_it_is_called()
    {
        var sleeping = _signal.WaitAsync(TimeSpan.FromHours(1), _clock, default);
        Assert.False(sleeping.IsCompleted);

        _signal.Wake();

        await sleeping.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_call_before_the_sleep_is_not_lost()
    {
        _signal.Wake();
        _signal.Wake();

        await _signal.WaitAsync(TimeSpan.FromHours(1), _clock, default).WaitAsync(Patience);

        Assert.False(_signal.WaitAsync(TimeSpan.FromHours(1), _clock, default).IsCompleted);
    }

    [Fact]
    public async Task A_sleeper_wakes_when_its_time_has_come_and_not_before()
    {
        var sleeping = _signal.WaitAsync(TimeSpan.FromMinutes(5), _clock, default);
        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.False(sleeping.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await sleeping.WaitAsync(Patience);
    }

    [Fact]
    public async Task Stopping_ends_the_sleep()
    {
        using var stop = new CancellationTokenSource();
        var sleeping = _signal.WaitAsync(TimeSpan.FromHours(1), _clock, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleeping.WaitAsync(Patience));
    }
}
