using Workflows.Core.Organisation;
using Workflows.Inspection.Evaluation;
using Workflows.Runtime.People;

namespace Host.Evaluation;

/// <summary>Reads the table that page and file show: only the units asked for, best first by the indicator that ranks.</summary>
public sealed class EvaluationTable(EvaluationService evaluation, IPeople people, TimeProvider clock)
{
    /// <summary>The report, its rows in the order in which they are shown.</summary>
    public async Task<EvaluationReport> ReadAsync(Actor reader, EvaluationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (from, to) = query.Period(clock.GetUtcNow());
        var report = await evaluation.ReadAsync(reader, query.Group, from, to, cancellationToken);
        var within = query.Unit is { } unit && query.Group is EvaluationGroup.County or EvaluationGroup.Station
            ? people.Chart.Within(unit).Select(u => u.Code).ToHashSet(StringComparer.Ordinal)
            : null;
        var ranking = report.Settings.Indicators.Select((i, at) => (i.Code, At: at)).Where(i => i.Code == report.Settings.RankBy).Select(i => i.At).DefaultIfEmpty(0).First();
        var lowIsGood = report.Settings.Indicators.Length > ranking && report.Settings.Indicators[ranking].LowIsGood;
        var rows = report.Rows.Where(r => within is null || within.Contains(r.Key));
        return report with
        {
            Rows = query.Group is EvaluationGroup.County or EvaluationGroup.Station
                ? [.. rows.OrderByDescending(r => lowIsGood ? -r.Values[ranking].Ratio : r.Values[ranking].Ratio).ThenBy(r => r.Key, StringComparer.Ordinal)]
                : [.. rows.OrderByDescending(r => r.Tickets).ThenBy(r => r.Key, StringComparer.Ordinal)],
        };
    }
}
