using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Time;
using Workflows.Storage.Tasks;

namespace Workflows.Storage.Queries;

/// <summary>Counts in the database; what comes out is one row per step and outcome, however many tasks there are.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="people">For the reach of roles.</param>
/// <param name="calendars">Whose office time counts.</param>
/// <param name="clock">For what is overdue.</param>
internal sealed class StepStatistics(IDbContextFactory<WorkflowContext> contexts, IPeople people, IWorkingCalendars calendars, TimeProvider clock) : IStepStatistics
{
    public async Task<IReadOnlyList<StepFigures>> OfAsync(Actor reader, StepFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(filter);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var tasks = Tasks(context, reader, filter);
        var counts = await tasks
            .GroupBy(t => new { t.Name, t.Outcome })
            .Select(g => new
            {
                g.Key.Name,
                g.Key.Outcome,
                Tasks = g.Count(),
                Open = g.Count(t => t.IsOpen),
                Overdue = g.Count(t => t.ClosedAt > t.DueAt || (t.IsOpen && t.DueAt < now)),
                ByMachine = g.Count(t => t.State == HumanTaskState.TimedOut),
            })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var waits = await WaitsAsync(context, tasks, filter.From, now, cancellationToken).ConfigureAwait(false);
        return
        [
            .. from step in counts.GroupBy(c => c.Name, StringComparer.Ordinal)
               orderby step.Key
               let wait = waits.GetValueOrDefault(step.Key)
               select new StepFigures(
                   step.Key,
                   step.Sum(c => c.Tasks),
                   step.Sum(c => c.Open),
                   step.Sum(c => c.Overdue),
                   step.Sum(c => c.ByMachine),
                   step.Where(c => c.Outcome is not null).ToImmutableDictionary(c => c.Outcome!, c => c.Tasks, StringComparer.Ordinal),
                   wait?.Median,
                   wait?.NinthDecile),
        ];
    }

    private IQueryable<TaskRow> Tasks(WorkflowContext context, Actor reader, StepFilter filter)
    {
        var instances = new ReaderScope(reader, people.Chart).Instances(context).Where(i => i.DefinitionId == filter.DefinitionId);
        if (filter.Version is { } version)
        {
            instances = instances.Where(i => i.DefinitionVersion == version);
        }

        if (filter.Unit is { } unit)
        {
            string[] units = [unit, .. people.Chart.Within(unit).Select(u => u.Code)];
            instances = instances.Where(i => i.Unit != null && units.Contains(i.Unit));
        }

        return from task in context.Tasks.AsNoTracking()
               join instance in instances on task.InstanceId equals instance.Id
               where task.CreatedAt >= filter.From && task.CreatedAt < filter.Before
               select task;
    }

    /// <summary>
    /// The quantiles. Which tasks count is said in LINQ; around its SQL stands what LINQ has no words for: office time, and ranks. Office time between two
    /// instants is the difference of the office time since the first day, which a table of days gives.
    /// </summary>
    private async Task<Dictionary<string, Wait>> WaitsAsync(WorkflowContext context, IQueryable<TaskRow> tasks, DateTimeOffset from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var decided = tasks.Where(t => t.ClosedAt != null && (t.State == HumanTaskState.Completed || t.State == HumanTaskState.TimedOut)).Select(t => new { t.Name, t.CreatedAt, t.ClosedAt });
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var command = decided.CreateDbCommand();
        await using var disposed = command.ConfigureAwait(false);
        command.CommandText = OfficeTimeSql.Around(command.CommandText, calendars.Current, from, now);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closed = reader.ConfigureAwait(false);
        var waits = new Dictionary<string, Wait>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            waits[reader.GetString(0)] = new Wait(Span(reader, 1), Span(reader, 2));
        }

        return waits;
    }

    private static TimeSpan Span(DbDataReader reader, int column) => TimeSpan.FromTicks(reader.GetInt64(column));

    private sealed record Wait(TimeSpan Median, TimeSpan NinthDecile);
}
