namespace Host.Startup;

/// <summary>
/// Gives memory back to the machine once the work that needed it is over. The runtime collects only when something allocates, so a host
/// that has just started or imported a drop and then waits would keep the heap of its busiest moment for the rest of the night.
/// </summary>
/// <param name="clock">Wakes it.</param>
public sealed class IdleMemory(TimeProvider clock) : BackgroundService
{
    /// <summary>Bytes allocated between two looks up to which the host counts as idle; the pumps alone stay well below.</summary>
    public const long IdleBytes = 1 << 20;

    /// <summary>Bytes allocated since the last collection from which another one is worth its pause of some 100 ms.</summary>
    public const long WorthwhileBytes = 16 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private long _seen;
    private long _collectedAt;

    /// <summary>Looks at the process: whether it has come to rest and left something behind. Each look remembers what it saw for the next.</summary>
    /// <param name="allocated">Bytes allocated since the process began.</param>
    public bool IsWorthCollecting(long allocated)
    {
        var worth = allocated - _seen <= IdleBytes && allocated - _collectedAt >= WorthwhileBytes;
        _seen = allocated;
        _collectedAt = worth ? allocated : _collectedAt;
        return worth;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (IsWorthCollecting(GC.GetTotalAllocatedBytes()))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                CodePages.LetGo();
            }
        }
    }
}
