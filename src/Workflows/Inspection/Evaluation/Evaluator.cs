using System.Collections.Immutable;
using DuckDB.NET.Data;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Evaluation;

/// <summary>By what tickets are put together.</summary>
public enum EvaluationGroup
{
    /// <summary>By county.</summary>
    County,

    /// <summary>By station.</summary>
    Station,

    /// <summary>By the rule that led to them.</summary>
    Theme,

    /// <summary>By channel; a ticket that several channels agreed on counts for each.</summary>
    Channel,
}

/// <summary>One value: what stands above and below the line, so that nobody has to believe a percentage.</summary>
/// <param name="Numerator">Above.</param>
/// <param name="Denominator">Below; 0 = there is no value.</param>
public sealed record IndicatorValue(double Numerator, double Denominator)
{
    /// <summary>Numerator ÷ denominator; <see langword="null"/> when there is nothing to divide by.</summary>
    public double? Ratio => Denominator > 0 ? Numerator / Denominator : null;
}

/// <summary>The indicators of one group.</summary>
/// <param name="Key">Unit, theme or channel; empty = none was known.</param>
/// <param name="Tickets">How many tickets it has.</param>
/// <param name="Values">In the order of the indicators.</param>
public sealed record EvaluationRow(string Key, int Tickets, ImmutableArray<IndicatorValue> Values);

/// <summary>
/// Computes indicators. The tickets are put into a database of their own in memory, shut off from files and network, so that what a process
/// owner writes as an indicator can do nothing but count.
/// </summary>
public sealed class Evaluator : IDisposable
{
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");
    private readonly EvaluationSettings _settings;

    /// <summary>Takes the tickets in.</summary>
    public Evaluator(EvaluationSettings settings, IReadOnlyList<TicketRecord> tickets)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(tickets);
        _settings = settings;
        _connection.Open();
        _connection.Run("""
            SET memory_limit = '256MB'; SET threads = 1; SET enable_external_access = false; SET lock_configuration = true;
            CREATE TABLE loaded (
                id UUID, number VARCHAR, county VARCHAR, station VARCHAR, theme VARCHAR, channels VARCHAR, subject VARCHAR, created_at TIMESTAMP, ended_at TIMESTAMP,
                verified BOOLEAN, confirmed BOOLEAN, rectified BOOLEAN, reviewed BOOLEAN, returns INTEGER, archived BOOLEAN, evidence_complete BOOLEAN,
                due_tasks INTEGER, on_time_tasks INTEGER, station_score DOUBLE, county_score DOUBLE);
            """);
        Load(tickets);
        _connection.Run(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            CREATE TABLE ticket AS
            SELECT t.*, EXISTS (
                SELECT 1 FROM loaded AS later WHERE later.subject = t.subject AND later.theme = t.theme AND later.created_at > t.ended_at
                AND later.created_at <= t.ended_at + INTERVAL {settings.RecurrenceDays} DAY) AS recurred
            FROM loaded AS t;
            """));
    }

    /// <summary>The indicators of every group, by key.</summary>
    /// <exception cref="EvaluationSettingsException">An indicator is no expression over a ticket.</exception>
    public ImmutableArray<EvaluationRow> Rows(EvaluationGroup group)
    {
        var (key, from) = group switch
        {
            EvaluationGroup.County => ("county", "ticket"),
            EvaluationGroup.Station => ("station", "ticket"),
            EvaluationGroup.Theme => ("theme", "ticket"),
            _ => ("channel", "(SELECT *, unnest(string_split(channels, chr(31))) AS channel FROM ticket)"),
        };
        var sums = _settings.Indicators.SelectMany(i => new[] { Sum(i, i.Numerator), Sum(i, i.Denominator) });
        return Ask(() => _connection.Query(
            $"SELECT coalesce({key}, ''), count(*), {string.Join(", ", sums)} FROM {from} GROUP BY 1 ORDER BY 1",
            r => new EvaluationRow(r.GetString(0), (int)r.GetInt64(1), [.. _settings.Indicators.Select((_, i) => new IndicatorValue(r.GetDouble(2 + (2 * i)), r.GetDouble(3 + (2 * i))))])).ToImmutableArray());
    }

    /// <summary>The indicators over all tickets.</summary>
    public EvaluationRow All()
    {
        var sums = _settings.Indicators.SelectMany(i => new[] { Sum(i, i.Numerator), Sum(i, i.Denominator) });
        return Ask(() => _connection.Query(
            $"SELECT count(*), {string.Join(", ", sums)} FROM ticket",
            r => new EvaluationRow(string.Empty, (int)r.GetInt64(0), [.. _settings.Indicators.Select((_, i) => new IndicatorValue(r.GetDouble(1 + (2 * i)), r.GetDouble(2 + (2 * i))))]))[0]);
    }

    /// <summary>The tickets behind a value, newest first.</summary>
    /// <param name="group">Of which table.</param>
    /// <param name="key">Of which row.</param>
    /// <param name="indicator">Of which column.</param>
    /// <param name="missing">Only those that count below the line and not above it; else all below the line.</param>
    public ImmutableArray<Guid> Behind(EvaluationGroup group, string key, Indicator indicator, bool missing)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        var column = group switch
        {
            EvaluationGroup.County => "coalesce(county, '') = $key",
            EvaluationGroup.Station => "coalesce(station, '') = $key",
            EvaluationGroup.Theme => "coalesce(theme, '') = $key",
            _ => "list_contains(string_split(coalesce(channels, ''), chr(31)), $key)",
        };
        var counts = missing ? $"AND coalesce({Number(indicator.Numerator)}, 0) < coalesce({Number(indicator.Denominator)}, 0)" : string.Empty;
        return Ask(() => _connection.Query(
            $"SELECT id FROM ticket WHERE {column} AND coalesce({Number(indicator.Denominator)}, 0) > 0 {counts} ORDER BY created_at DESC, id",
            r => r.GetGuid(0),
            ("key", key)).ToImmutableArray());
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static string Sum(Indicator indicator, string expression) =>
        expression.Contains(';', StringComparison.Ordinal)
            ? throw new EvaluationSettingsException($"{indicator.Code}: 表达式中不能有分号 / an expression holds no semicolon")
            : $"CAST(coalesce(sum({Number(expression)}), 0) AS DOUBLE)";

    private static string Number(string expression) => $"CAST(({expression}) AS DOUBLE)";

    private void Load(IReadOnlyList<TicketRecord> tickets)
    {
        using var appender = _connection.CreateAppender("loaded");
        foreach (var t in tickets)
        {
            appender.CreateRow()
                .AppendValue(t.Id).AppendValue(t.Number).AppendValue(t.County).AppendValue(t.Station).AppendValue(t.Theme)
                .AppendValue(t.Channels.IsEmpty ? null : string.Join('\u001f', t.Channels)).AppendValue(t.Subject)
                .AppendValue(t.CreatedAt.UtcDateTime).AppendValue(t.EndedAt?.UtcDateTime)
                .AppendValue(t.Verified).AppendValue(t.Confirmed).AppendValue(t.Rectified).AppendValue(t.Reviewed).AppendValue(t.Returns).AppendValue(t.Archived).AppendValue(t.EvidenceComplete)
                .AppendValue(t.DueTasks).AppendValue(t.OnTimeTasks).AppendValue(t.StationScore).AppendValue(t.CountyScore)
                .EndRow();
        }
    }

    private static T Ask<T>(Func<T> query)
    {
        try
        {
            return query();
        }
        catch (DuckDBException e)
        {
            throw new EvaluationSettingsException($"indicators.json: {e.Message}", e);
        }
    }
}
