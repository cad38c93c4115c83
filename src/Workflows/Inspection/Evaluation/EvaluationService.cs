using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Workflows.Core.Organisation;

namespace Workflows.Inspection.Evaluation;

/// <summary>The evaluation as a page shows it.</summary>
/// <param name="Settings">The indicators.</param>
/// <param name="Rows">A row per group, by key.</param>
/// <param name="All">All tickets of the period.</param>
/// <param name="AsOf">When it was read.</param>
public sealed record EvaluationReport(EvaluationSettings Settings, ImmutableArray<EvaluationRow> Rows, EvaluationRow All, DateTimeOffset AsOf);

/// <summary>Which value somebody wants to see the tickets of.</summary>
/// <param name="Group">Of which table.</param>
/// <param name="Key">Of which row.</param>
/// <param name="Indicator">Code of the column.</param>
/// <param name="MissingOnly">Only those that count below the line and not above it.</param>
public sealed record EvaluationCell(EvaluationGroup Group, string Key, string Indicator, bool MissingOnly);

/// <summary>Evaluates the tickets that a reader may see.</summary>
public sealed class EvaluationService(ITicketRecords tickets, IOptions<InspectionOptions> options, TimeProvider clock)
{
    /// <summary>The indicators over the tickets that began in a period.</summary>
    /// <param name="reader">Who asks; only tickets that this person may see count.</param>
    /// <param name="group">By what they are put together.</param>
    /// <param name="from">First instant.</param>
    /// <param name="to">First instant that does not count any more.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EvaluationSettingsException">The indicators cannot be used.</exception>
    public async Task<EvaluationReport> ReadAsync(Actor reader, EvaluationGroup group, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        var (settings, evaluator) = await OpenAsync(reader, from, to, cancellationToken).ConfigureAwait(false);
        using (evaluator)
        {
            return new EvaluationReport(settings, evaluator.Rows(group), evaluator.All(), clock.GetUtcNow());
        }
    }

    /// <summary>The tickets behind a value, newest first; none when there is no such indicator.</summary>
    public async Task<ImmutableArray<Guid>> BehindAsync(Actor reader, EvaluationCell cell, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var (settings, evaluator) = await OpenAsync(reader, from, to, cancellationToken).ConfigureAwait(false);
        using (evaluator)
        {
            return settings.Indicators.FirstOrDefault(i => i.Code == cell.Indicator) is { } indicator ? evaluator.Behind(cell.Group, cell.Key, indicator, cell.MissingOnly) : [];
        }
    }

    /// <summary>复发: the ticket that confirmed the same theme of the same subject within the days that count as recurrence; <see langword="null"/> when there is none.</summary>
    /// <param name="subject">Customer or area number.</param>
    /// <param name="theme">Code of the rule.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<TicketRecord?> EarlierAsync(string subject, string theme, CancellationToken cancellationToken = default)
    {
        var since = clock.GetUtcNow().AddDays(-EvaluationSettings.Read(options.Value.IndicatorFile).RecurrenceDays);
        return (await tickets.EndedAsync(subject, theme, since, cancellationToken).ConfigureAwait(false)).FirstOrDefault(t => t is { Confirmed: true, Archived: true });
    }

    private async Task<(EvaluationSettings Settings, Evaluator Evaluator)> OpenAsync(Actor reader, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var settings = EvaluationSettings.Read(options.Value.IndicatorFile);
        var records = await tickets.ReadAsync(reader, settings.Definitions, from, to, cancellationToken).ConfigureAwait(false);
        return (settings, await Task.Run(() => new Evaluator(settings, records), cancellationToken).ConfigureAwait(false));
    }
}
