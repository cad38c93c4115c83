using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Testing;

namespace Workflows.Runtime.Outbox;

/// <summary>
/// Fulfils wishes at least once. A wish is claimed with a lease that is renewed while it is worked on; if this process dies, the lease runs out
/// and another takes the wish. Failures are tried again with growing delays and parked in the end.
/// </summary>
/// <param name="store">The rows.</param>
/// <param name="dispatcher">Knows who does what.</param>
/// <param name="signal">Wakes it.</param>
/// <param name="environment">Options, clock, chance, log.</param>
public sealed partial class OutboxPump(IOutboxStore store, EffectDispatcher dispatcher, OutboxSignal signal, OutboxPumpEnvironment environment) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Task> _running = new();

    /// <summary>Raised when the pump sleeps, with the time it will sleep.</summary>
    internal TestSignal<TimeSpan> Sleeping { get; } = new();

    /// <summary>Raised after a wish was worked on, with its id.</summary>
    internal TestSignal<Guid> Worked { get; } = new();

    private OutboxPumpOptions Options => environment.Options.Value;

    /// <summary>Works on everything that is due, and on what that brings about, until nothing is due; returns how many wishes were worked on.</summary>
    public async Task<int> PumpOnceAsync(CancellationToken cancellationToken)
    {
        var worked = 0;
        while (true)
        {
            var claimed = await ClaimAsync(Options.Parallelism, cancellationToken).ConfigureAwait(false);
            if (claimed.Count == 0)
            {
                return worked;
            }

            worked += claimed.Count;
            await Task.WhenAll(claimed.Select(c => WorkAsync(c, cancellationToken))).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = LongestSleep;
            try
            {
                sleep = await StartDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The pump must outlive a database that is away for a moment.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.PumpFailed(environment.Logger, exception);
                sleep = Options.FirstDelay;
            }

            // Said only when the clock already counts: who advances it on this word must not be too early.
            var asleep = signal.WaitAsync(sleep, environment.Clock, stoppingToken);
            Sleeping.Raise(sleep);
            await asleep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_running.Values).ConfigureAwait(false);
    }

    /// <summary>Starts as much work as there are free places.</summary>
    /// <returns>How long to sleep; the end of any work wakes the pump.</returns>
    private async Task<TimeSpan> StartDueAsync(CancellationToken stoppingToken)
    {
        while (_running.Count < Options.Parallelism)
        {
            var claimed = await ClaimAsync(Options.Parallelism - _running.Count, stoppingToken).ConfigureAwait(false);
            foreach (var effect in claimed)
            {
                var id = effect.Effect.Id;
                var work = new Task<Task>(() => WorkAsync(effect, stoppingToken));
                var whole = work.Unwrap();
                _running[id] = whole;
                _ = whole.ContinueWith(_ => Finished(id), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                work.Start(TaskScheduler.Default);
            }

            if (claimed.Count == 0)
            {
                var next = await store.NextDueAsync(stoppingToken).ConfigureAwait(false);
                var until = next is null ? LongestSleep : next.Value - environment.Clock.GetUtcNow();
                return until < LongestSleep ? until : LongestSleep;
            }
        }

        return LongestSleep;
    }

    private void Finished(Guid id)
    {
        _running.TryRemove(id, out _);
        signal.Wake();
    }

    private Task<IReadOnlyList<LeasedEffect>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var now = environment.Clock.GetUtcNow();
        return store.ClaimAsync(Guid.CreateVersion7().ToString("N"), max, now, now + Options.Lease, cancellationToken);
    }

    private async Task WorkAsync(LeasedEffect leased, CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heartbeat = RenewUntilOverAsync(leased, lost, over.Token);
        try
        {
            var result = await dispatcher.DispatchAsync(leased, lost.Token).ConfigureAwait(false);
            await SettleAsync(leased, result).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Stopping, or somebody else has the wish now: the lease runs out and it is done again.
            Log.LetGo(environment.Logger, leased.Effect.Id, leased.Context.InstanceId);
        }
#pragma warning disable CA1031 // Throwing means "try again".
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await FailAsync(leased, exception).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await heartbeat.ConfigureAwait(false);
            Worked.Raise(leased.Effect.Id);
        }
    }

    private async Task SettleAsync(LeasedEffect leased, EffectResult result)
    {
        var held = result switch
        {
            EffectResult.Snooze snooze => await store.RetryAsync(leased.Effect.Id, leased.Token, environment.Clock.GetUtcNow() + snooze.For, null, CancellationToken.None).ConfigureAwait(false),
            EffectResult.Park park => await store.ParkAsync(leased.Effect.Id, leased.Token, environment.Clock.GetUtcNow(), park.Reason, CancellationToken.None).ConfigureAwait(false),
            _ => await store.CompleteAsync(leased.Effect.Id, leased.Token, CancellationToken.None).ConfigureAwait(false),
        };
        if (!held)
        {
            Log.LeaseLost(environment.Logger, leased.Effect.Id, leased.Context.InstanceId);
        }
    }

    private async Task FailAsync(LeasedEffect leased, Exception exception)
    {
        var attempt = leased.Context.Attempt;
        Log.Failed(environment.Logger, exception, leased.Effect.GetType().Name, leased.Effect.Id, leased.Context.InstanceId, attempt);
        try
        {
            if (attempt >= Options.MaxAttempts)
            {
                await SettleAsync(leased, await dispatcher.GiveUpAsync(leased, exception.Message, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
                return;
            }

            var at = environment.Clock.GetUtcNow() + environment.BackOff.After(attempt, Options);
            await store.RetryAsync(leased.Effect.Id, leased.Token, at, exception.Message, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The lease runs out and the wish is done again.
        catch (Exception settling)
#pragma warning restore CA1031
        {
            Log.PumpFailed(environment.Logger, settling);
        }
    }

    private async Task RenewUntilOverAsync(LeasedEffect leased, CancellationTokenSource lost, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Options.Lease / 3, environment.Clock, over).ConfigureAwait(false);
                if (!await store.RenewAsync(leased.Effect.Id, leased.Token, environment.Clock.GetUtcNow() + Options.Lease, over).ConfigureAwait(false))
                {
                    Log.LeaseLost(environment.Logger, leased.Effect.Id, leased.Context.InstanceId);
                    await lost.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The work is done.
            return;
        }
#pragma warning disable CA1031 // A heartbeat that fails lets the lease run out; the work itself may still succeed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.PumpFailed(environment.Logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2020, LogLevel.Error, "The outbox pump failed and goes on.")]
        public static partial void PumpFailed(ILogger logger, Exception exception);

        [LoggerMessage(2021, LogLevel.Warning, "{Kind} {EffectId} of instance {InstanceId} failed on attempt {Attempt}.")]
        public static partial void Failed(ILogger logger, Exception exception, string kind, Guid effectId, Guid instanceId, int attempt);

        [LoggerMessage(2022, LogLevel.Warning, "The lease of {EffectId} of instance {InstanceId} was lost; another pump does it again.")]
        public static partial void LeaseLost(ILogger logger, Guid effectId, Guid instanceId);

        [LoggerMessage(2023, LogLevel.Information, "Work on {EffectId} of instance {InstanceId} was let go.")]
        public static partial void LetGo(ILogger logger, Guid effectId, Guid instanceId);
    }
}
