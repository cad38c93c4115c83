using Microsoft.Extensions.Options;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Screening;

/// <summary>Runs the rule catalogue over the imported readings.</summary>
public sealed class ScreeningService : IScreening
{
    private readonly ReadingsDatabase _database;
    private readonly RuleFolder _rules;
    private readonly ScreeningEngine _engine;
    private readonly TimeProvider _clock;

    /// <summary>Composes the service.</summary>
    public ScreeningService(ReadingsDatabase database, IOptions<InspectionOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_database, _clock) = (database, clock);
        _rules = new RuleFolder(options.Value.ScreeningDirectory, options.Value.PublishedRules);
        _engine = new ScreeningEngine(_rules, clock);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScreeningRule> Rules => [.. _rules.Read().On(DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime)).Select(r => r.Rule)];

    /// <inheritdoc/>
    public Task<ScreeningResult> RunAsync(string startedBy, IProgress<ScreeningProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(Guid.CreateVersion7(_clock.GetUtcNow()), startedBy, progress, cancellationToken);

    /// <summary>Runs the rules under a run id of the caller's, so that a repeated effect records one run.</summary>
    internal async Task<ScreeningResult> RunAsync(Guid runId, string startedBy, IProgress<ScreeningProgress>? progress, CancellationToken cancellationToken)
    {
        // An import that is committed meanwhile must not be seen by half of the rules.
        using var turn = await _database.LockForWritingAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(
            () =>
            {
                using var connection = _database.Open();
                return _engine.Run(connection, runId, startedBy, progress, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
