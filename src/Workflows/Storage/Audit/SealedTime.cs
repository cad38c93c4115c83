using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage.Audit;

/// <summary>
/// Until when history is sealed. No step is put before that, though the clock be set back: it would look as if somebody had put it in afterwards. Another node that
/// seals makes itself known to this one within the hour, when this one wants to seal.
/// </summary>
/// <param name="contexts">For what was sealed before this program began.</param>
internal sealed class SealedTime(IDbContextFactory<WorkflowContext> contexts)
{
    private long _until = -1;

    /// <summary>The instant of a step that was decided at another: the same, or the first that is not sealed.</summary>
    public async ValueTask<DateTimeOffset> NotBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _until) < 0)
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return Volatile.Read(ref _until) is var until && until > at.UtcTicks ? new DateTimeOffset(until, TimeSpan.Zero) : at;
    }

    /// <summary>A day is sealed, or about to be.</summary>
    public void Note(DateOnly day)
    {
        var until = Day.Start(day.AddDays(1)).UtcTicks;
        for (var known = Volatile.Read(ref _until); known < until; known = Volatile.Read(ref _until))
        {
            Interlocked.CompareExchange(ref _until, until, known);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var last = await context.Seals.MaxAsync(s => s.Day, cancellationToken).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _until, 0, -1);
        if (last is not null)
        {
            Note(Day.Read(last));
        }
    }
}
