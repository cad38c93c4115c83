using Host.Jobs;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Live;

namespace Host.Suspicions;

/// <summary>Runs screenings one at a time, in the background, and puts what they find into the pool.</summary>
public sealed class ScreeningJobs : IAsyncDisposable, IDisposable
{
    private readonly IServiceScopeFactory _scopes;
    private readonly IChangeFeed _changes;

    /// <summary>Makes the desk; nothing runs yet.</summary>
    public ScreeningJobs(IServiceScopeFactory scopes, IChangeFeed changes, TimeProvider time, ILogger<ScreeningJobs> logger)
    {
        (_scopes, _changes) = (scopes, changes);
        Slot = new JobSlot<ScreeningProgress, ScreeningOutcome>(time, exception =>
        {
            logger.LogError(exception, "A screening ended with a problem.");
            return exception.Message;
        });
    }

    /// <summary>The screening that runs, or ran last.</summary>
    public JobSlot<ScreeningProgress, ScreeningOutcome> Slot { get; }

    /// <summary>Starts a screening over all imported data.</summary>
    /// <returns>Why it was not started; <see langword="null"/> when it runs.</returns>
    public Refusal? Start(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.Has(Roles.PrefectureOfficer))
        {
            return new Refusal("screening.not-allowed", new LocalizedText("只有市公司稽查专责可以运行筛查。", "Only a prefecture officer may run the screening."));
        }

        var started = Slot.TryStart("screening", by, async (progress, cancellationToken) =>
        {
            await using var scope = _scopes.CreateAsyncScope();
            var result = await scope.ServiceProvider.GetRequiredService<IScreening>().RunAsync(by.PersonId, progress, cancellationToken).ConfigureAwait(false);
            var added = await scope.ServiceProvider.GetRequiredService<ISuspicionPool>().AddAsync(result.Run, result.Suspicions, cancellationToken).ConfigureAwait(false);
            _changes.Publish(new Change("suspicions"));
            return new ScreeningOutcome(result.Run, result.Suspicions.Count, added.New);
        });

        return started ? null : new Refusal("screening.busy", new LocalizedText("筛查正在运行，请等它结束。", "A screening is running. Wait for it to end."));
    }

    /// <inheritdoc/>
    public void Dispose() => Slot.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Slot.DisposeAsync();
}
