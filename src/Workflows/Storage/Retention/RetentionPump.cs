using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Core.Definitions;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Retention;
using Workflows.Storage.Audit;
using Workflows.Storage.Instances;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Retention;

/// <summary>
/// Stores ended instances away: a file is written and proved, then noted in the database, then what lies in it is taken out a few instances at a time. A run
/// that was killed in between is gone on with by the next one.
/// </summary>
internal sealed partial class RetentionPump : BackgroundService, IRetention
{
    private const string SaveRun =
        "INSERT INTO retention_runs (id, started_at, ended_at, stored, problem) VALUES (1, @p0, @p1, @p2, @p3) " +
        "ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at, stored = excluded.stored, problem = excluded.problem";

    private readonly IDbContextFactory<WorkflowContext> _contexts;
    private readonly GroupCommitWriter _writer;
    private readonly IDefinitionCatalog _catalog;
    private readonly RestingInstances _resting;
    private readonly ArchiveFiles _files;
    private readonly RetentionEnvironment _environment;
    private readonly SemaphoreSlim _once = new(1, 1);

    public RetentionPump(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer, IDefinitionCatalog catalog, RestingInstances resting, ArchiveFiles files, RetentionEnvironment environment)
    {
        (_contexts, _writer, _catalog, _resting, _files, _environment) = (contexts, writer, catalog, resting, files, environment);
    }

    private RetentionOptions Options => _environment.Options.Value;

    private DateTimeOffset Now => _environment.Clock.GetUtcNow();

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        var run = new RetentionRun(Now, null, 0, null);
        try
        {
            await SaveAsync(run, cancellationToken).ConfigureAwait(false);
            await foreach (var removed in RunStepsAsync(cancellationToken).ConfigureAwait(false))
            {
                run = run with { Stored = run.Stored + removed };
                await SaveAsync(run, cancellationToken).ConfigureAwait(false);
            }

            await SaveAsync(run with { EndedAt = Now }, cancellationToken).ConfigureAwait(false);
            return run.Stored;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await SaveAsync(run with { EndedAt = Now, Problem = exception.Message }, cancellationToken).ConfigureAwait(false);
            throw;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<RetentionStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var sealedUntil = await RestingInstances.SealedUntilAsync(context, cancellationToken).ConfigureAwait(false);
        var rules = ImmutableArray.CreateBuilder<RetentionRule>();
        foreach (var (definitionId, name, period) in await PeriodsAsync(cancellationToken).ConfigureAwait(false))
        {
            var due = Before(period, sealedUntil) is { } before ? await RestingInstances.Of(context, definitionId, before).LongCountAsync(cancellationToken).ConfigureAwait(false) : 0;
            rules.Add(new RetentionRule(definitionId, name, period, due));
        }

        var run = await context.RetentionRuns.AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return new RetentionStatus(
            Options.Enabled,
            run is null ? null : new RetentionRun(run.StartedAt, run.EndedAt, run.Stored, run.Problem),
            await context.ArchivedInstances.LongCountAsync(a => a.RemovedAt != null, cancellationToken).ConfigureAwait(false),
            await context.ArchiveSlices.SumAsync(s => s.Bytes, cancellationToken).ConfigureAwait(false),
            rules.ToImmutable());
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _once.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Options.Enabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(Options.Interval, _environment.Clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // the next run goes on; nothing was taken out that is not in an archive file
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(_environment.Logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <summary>What was left by a run that was cut off, then slice after slice; says how many instances each step took out.</summary>
    private async IAsyncEnumerable<int> RunStepsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var removed in RemoveNotedAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return removed;
        }

        var sealedUntil = await SealedUntilAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (definitionId, _, period) in await PeriodsAsync(cancellationToken).ConfigureAwait(false))
        {
            InstanceRow? last = null;
            while (Before(period, sealedUntil) is { } before)
            {
                var found = await _resting.NextAsync(definitionId, before, last, Options.SliceSize, cancellationToken).ConfigureAwait(false);
                if (found.Count == 0)
                {
                    break;
                }

                last = found[^1].Instance;
                await StoreAsync(found, cancellationToken).ConfigureAwait(false);
                await foreach (var removed in RemoveNotedAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return removed;
                }
            }
        }
    }

    /// <summary>Writes what is unaltered to a file and notes it. What was altered stays in the database, where the self-check shows it.</summary>
    private async Task StoreAsync(IReadOnlyList<ArchivedInstance> found, CancellationToken cancellationToken)
    {
        var sound = found.Where(i => i.FirstAltered(_environment.Key.Value) is null && i.Folds()).ToList();
        if (sound.Count < found.Count)
        {
            Log.Altered(_environment.Logger, found.Count - sound.Count);
        }

        if (sound.Count == 0)
        {
            return;
        }

        var slice = await _files.WriteAsync(await NextIdAsync(cancellationToken).ConfigureAwait(false), sound, Now, cancellationToken).ConfigureAwait(false);
        await _writer.WriteAsync(session => InstanceRemoval.Note(session, slice, sound), cancellationToken).ConfigureAwait(false);
        Log.Stored(_environment.Logger, slice.Instances, slice.File);
    }

    /// <summary>Takes out what lies in files, after a last look at each file. One that is gone or damaged counts as not written.</summary>
    private async IAsyncEnumerable<int> RemoveNotedAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (slice, ids) in await NotedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await _files.FaultAsync(slice, cancellationToken).ConfigureAwait(false) is { } fault)
            {
                Log.Damaged(_environment.Logger, slice.File, fault);
                await _writer.WriteAsync(session => InstanceRemoval.Forget(session, slice), cancellationToken).ConfigureAwait(false);
                continue;
            }

            foreach (var some in ids.Chunk(Options.RemovedAtOnce))
            {
                var now = Now;
                yield return await _writer.WriteAsync(session => InstanceRemoval.Remove(session, some, now), cancellationToken).ConfigureAwait(false);
                await Task.Delay(Options.Pause, _environment.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<List<(ArchiveSliceRow Slice, List<Guid> Ids)>> NotedAsync(CancellationToken cancellationToken)
    {
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await (from a in context.ArchivedInstances.AsNoTracking() join s in context.ArchiveSlices.AsNoTracking() on a.SliceId equals s.Id where a.RemovedAt == null orderby s.Id, a.Id select new { Slice = s, a.Id })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.GroupBy(r => r.Slice.Id).Select(g => (g.First().Slice, g.Select(r => r.Id).ToList()))];
    }

    private async Task<long> NextIdAsync(CancellationToken cancellationToken)
    {
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return (await context.ArchiveSlices.MaxAsync(s => (long?)s.Id, cancellationToken).ConfigureAwait(false) ?? 0) + 1;
    }

    private async Task<DateTimeOffset?> SealedUntilAsync(CancellationToken cancellationToken)
    {
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await RestingInstances.SealedUntilAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private DateTimeOffset? Before(RetentionPeriod period, DateTimeOffset? sealedUntil) =>
        period.Cutoff(Now) is { } cutoff && sealedUntil is { } end ? cutoff < end ? cutoff : end : null;

    /// <summary>The version in use says how long; where none is in use, the newest one.</summary>
    private async Task<IReadOnlyList<(string DefinitionId, string Name, RetentionPeriod Period)>> PeriodsAsync(CancellationToken cancellationToken)
    {
        var periods = new List<(string, string, RetentionPeriod)>();
        foreach (var versions in (await _catalog.ListAsync(cancellationToken).ConfigureAwait(false)).GroupBy(v => v.DefinitionId))
        {
            var version = versions.FirstOrDefault(v => v.IsCurrent) ?? versions.MaxBy(v => v.Version)!;
            if (await _catalog.FindAsync(version.DefinitionId, version.Version, cancellationToken).ConfigureAwait(false) is { } package)
            {
                periods.Add((version.DefinitionId, version.Name, package.Definition.Retention));
            }
        }

        return periods;
    }

    private Task<int> SaveAsync(RetentionRun run, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => session[SaveRun].Execute(run.StartedAt, run.EndedAt, run.Stored, run.Problem), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(3070, LogLevel.Information, "Stored {Count} ended instances away in {File}.")]
        public static partial void Stored(ILogger logger, int count, string file);

        [LoggerMessage(3071, LogLevel.Error, "Storing ended instances away failed; the next run goes on.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(3072, LogLevel.Error, "{Count} ended instances are not stored away, since their history or their state was altered: run selfcheck.")]
        public static partial void Altered(ILogger logger, int count);

        [LoggerMessage(3073, LogLevel.Error, "The archive file {File} cannot be relied on: {Fault}. What is still in the database is stored away anew.")]
        public static partial void Damaged(ILogger logger, string file, string fault);
    }
}

/// <summary>What retention gets from the host.</summary>
/// <param name="Options">How it works.</param>
/// <param name="Key">Proves history before it is stored away.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Logger">The log.</param>
internal sealed record RetentionEnvironment(IOptions<RetentionOptions> Options, AuditKey Key, TimeProvider Clock, ILogger<RetentionPump> Logger);
