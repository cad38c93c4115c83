using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Tests;

/// <summary>One command per instance at a time; other instances do not wait.</summary>
public sealed class KeyedLockTests
{
    private readonly KeyedLock _lock = new();

    [Fact]
    public async Task The_same_key_waits_and_another_key_does_not()
    {
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        var first = await _lock.TakeAsync(a, default);
        var second = _lock.TakeAsync(a, default).AsTask();

        using (await _lock.TakeAsync(b, default))
        {
            Assert.False(second.IsCompleted);
        }

        first.Dispose();
        (await second.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_leaves_the_key_usable()
    {
        var key = Guid.NewGuid();
        using var stop = new CancellationTokenSource();
        var holder = await _lock.TakeAsync(key, default);
        var waiting = _lock.TakeAsync(key, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        holder.Dispose();

        using var again = await _lock.TakeAsync(key, default).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Many_waiters_come_one_at_a_time()
    {
        var key = Guid.NewGuid();
        var (inside, most, total) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            using var holder = await _lock.TakeAsync(key, default);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            total++;
            Interlocked.Decrement(ref inside);
        })));

        Assert.Equal((1, 50), (most, total));
    }
}
