using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Testing;

namespace Workflows.Runtime.Timers;

/// <summary>
/// Fires what is due: timers of instances and start triggers of definitions. Sleeps until the next one or until a step sets an earlier one.
/// Two pumps may run at once: the command of a timer has an id that follows from the timer, so it is carried out once.
/// </summary>
public sealed partial class TimerPump : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);
    private static readonly Actor Clock = Actor.System("timer");

    private readonly ITimerStore _timers;
    private readonly IInstanceStore _instances;
    private readonly ICommandRunner _runner;
    private readonly StartTriggerScheduler _schedules;
    private readonly TimerSignal _signal;
    private readonly TimerPumpEnvironment _environment;
    private readonly IDisposable _subscription;
    private volatile bool _definitionsChanged = true;

    /// <summary>Makes a pump.</summary>
    /// <param name="timers">The rows.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="runner">Carries out the commands.</param>
    /// <param name="schedules">Start triggers that fire by the clock.</param>
    /// <param name="signal">Wakes it.</param>
    /// <param name="environment">Options, clock, feed, log.</param>
    public TimerPump(ITimerStore timers, IInstanceStore instances, ICommandRunner runner, StartTriggerScheduler schedules, TimerSignal signal, TimerPumpEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _timers = timers;
        _instances = instances;
        _runner = runner;
        _schedules = schedules;
        _signal = signal;
        _environment = environment;
        _subscription = environment.Feed.Subscribe(change =>
        {
            if (change.Topic == "definitions")
            {
                _definitionsChanged = true;
                signal.Wake();
            }
        });
    }

    /// <summary>Raised when the pump sleeps, with the time it will sleep.</summary>
    internal TestSignal<TimeSpan> Sleeping { get; } = new();

    private TimerPumpOptions Options => _environment.Options.Value;

    /// <summary>Fires everything that is due now and returns how many instance timers were fired.</summary>
    public async Task<int> PumpOnceAsync(CancellationToken cancellationToken)
    {
        if (_definitionsChanged)
        {
            _definitionsChanged = false;
            await _schedules.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        await _schedules.FireDueAsync(cancellationToken).ConfigureAwait(false);
        var fired = 0;
        while (true)
        {
            var began = _environment.Clock.GetTimestamp();
            var due = await _timers.DueAsync(_environment.Clock.GetUtcNow(), Options.BatchSize, cancellationToken).ConfigureAwait(false);
            if (due.Count == 0)
            {
                return fired;
            }

            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Options.Parallelism, CancellationToken = cancellationToken }, FireAsync).ConfigureAwait(false);
            fired += due.Count;
            if (due.Count == Options.BatchSize)
            {
                await KeepPaceAsync(due.Count, began, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _subscription.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = LongestSleep;
            try
            {
                await PumpOnceAsync(stoppingToken).ConfigureAwait(false);
                sleep = await UntilNextAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The pump must outlive a database that is away for a moment.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.PumpFailed(_environment.Logger, exception);
                sleep = Options.RetryDelay;
            }

            // Said only when the clock already counts: who advances it on this word must not be too early.
            var asleep = _signal.WaitAsync(sleep, _environment.Clock, stoppingToken);
            Sleeping.Raise(sleep);
            await asleep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var timer = await _timers.NextDueAsync(cancellationToken).ConfigureAwait(false);
        var schedule = await _schedules.NextDueAsync(cancellationToken).ConfigureAwait(false);
        var next = timer is null || schedule < timer ? schedule ?? timer : timer;
        if (next is null)
        {
            return LongestSleep;
        }

        var until = next.Value - _environment.Clock.GetUtcNow();
        return until < LongestSleep ? until : LongestSleep;
    }

    private async ValueTask FireAsync(DueTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            var command = new FireTimer(DerivedId.From(timer.TimerId, "fire"), timer.InstanceId, Clock, timer.TimerId);
            var outcome = await _runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
            if (outcome.Refusal is { } refusal)
            {
                await GiveUpOrPostponeAsync(timer, refusal, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // One instance that cannot be fired must not stop the timers of the others.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.TimerFailed(_environment.Logger, exception, timer.TimerId, timer.InstanceId);
            await PostponeAsync(timer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A refused timer that the instance does not know any more is dropped; one that it still knows must not be lost.</summary>
    private async Task GiveUpOrPostponeAsync(DueTimer timer, Refusal refusal, CancellationToken cancellationToken)
    {
        Log.TimerRefused(_environment.Logger, timer.TimerId, timer.InstanceId, refusal.Code);
        var instance = await _instances.LoadAsync(timer.InstanceId, cancellationToken).ConfigureAwait(false);
        if (instance is { Status: InstanceStatus.Running } && instance.Timers.Any(t => t.Id == timer.TimerId))
        {
            await PostponeAsync(timer, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _timers.DropAsync(timer.TimerId, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PostponeAsync(DueTimer timer, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerHour, Options.RetryDelay.Ticks << Math.Min(timer.Failures, 12)));
        return _timers.PostponeAsync(timer.TimerId, _environment.Clock.GetUtcNow() + delay, cancellationToken);
    }

    private async Task KeepPaceAsync(int fired, long began, CancellationToken cancellationToken)
    {
        var earned = TimeSpan.FromSeconds((double)fired / Options.MaxPerSecond) - _environment.Clock.GetElapsedTime(began);
        if (earned > TimeSpan.Zero)
        {
            var asleep = Task.Delay(earned, _environment.Clock, cancellationToken);
            Sleeping.Raise(earned);
            await asleep.ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "The timer pump failed and goes on.")]
        public static partial void PumpFailed(ILogger logger, Exception exception);

        [LoggerMessage(2002, LogLevel.Information, "Timer {TimerId} of instance {InstanceId} is refused: {Code}.")]
        public static partial void TimerRefused(ILogger logger, Guid timerId, Guid instanceId, string code);

        [LoggerMessage(2003, LogLevel.Error, "Firing timer {TimerId} of instance {InstanceId} failed; it is tried again later.")]
        public static partial void TimerFailed(ILogger logger, Exception exception, Guid timerId, Guid instanceId);
    }
}
