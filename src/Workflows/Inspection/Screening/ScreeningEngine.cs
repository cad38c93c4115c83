using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Screening;

/// <summary>Runs the catalogue over the readings. The caller sees to it that nothing is imported meanwhile.</summary>
internal sealed class ScreeningEngine(RuleFolder rules, TimeProvider clock)
{
    /// <summary>Runs all rules that apply.</summary>
    public ScreeningResult Run(DuckDBConnection connection, Guid runId, string startedBy, IProgress<ScreeningProgress>? progress, CancellationToken cancellationToken)
    {
        var catalog = rules.Read();
        var startedAt = clock.GetUtcNow();

        // No transaction around it: DuckDB knows the sizes of committed temporary tables only, and without sizes it joins them the slow way.
        Balance.Ensure(connection);
        RuleRunner.Prepare(connection, catalog);
        var asOf = connection.Query("SELECT last_day FROM period", r => r.IsDBNull(0) ? DateOnly.FromDateTime(startedAt.UtcDateTime) : r.GetFieldValue<DateOnly>(0))[0];
        var inForce = catalog.On(asOf);
        // A rule that is switched off runs all the same when another builds on it; its hits do not count.
        var running = inForce.Where(r => r.Header.Enabled || inForce.Any(o => o.Header.Enabled && o.Header.After?.Contains(r.Code) == true)).ToArray();
        var hits = new List<RuleHit>();
        for (var i = 0; i < running.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new ScreeningProgress(i, running.Length, running[i].Code));
            var found = RuleRunner.Run(connection, running[i]);
            hits.AddRange(running[i].Header.Enabled ? found : []);
        }

        progress?.Report(new ScreeningProgress(running.Length, running.Length, string.Empty));
        var stations = connection.Query("SELECT area_no, station_code FROM areas", r => (Area: r.GetString(0), Station: r.GetString(1))).ToDictionary(p => p.Area, p => p.Station, StringComparer.Ordinal);
        var customers = connection.Scalar<long>("SELECT count(*) FROM customers");
        var dataHash = DataHash(connection);

        var now = clock.GetUtcNow();
        var run = new ScreeningRun
        {
            Id = runId,
            StartedAt = startedAt,
            FinishedAt = now,
            StartedBy = startedBy,
            AsOf = asOf,
            DataHash = dataHash,
            Rules = new JsonArray([.. running.Where(r => r.Header.Enabled).Select(Describe)]),
            Found = hits.CountBy(h => h.Rule.Code).ToImmutableDictionary(),
        };
        return new ScreeningResult(run, new Ranking(catalog.Ranking, stations, stations.Count, customers).Rank(hits, runId, now));
    }

    private static JsonNode Describe(RuleFile rule) => new JsonObject
    {
        ["code"] = rule.Code,
        ["version"] = rule.Header.Version,
        ["parameters"] = JsonSerializer.SerializeToNode(rule.Header.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary()),
        ["sqlHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', rule.Statements)))),
    };

    private static string DataHash(DuckDBConnection connection) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', connection.Query("SELECT content_hash FROM imports ORDER BY delivery", r => r.GetString(0))))));
}
