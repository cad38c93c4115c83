using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;

namespace Workflows.Storage.Inspection;

/// <summary>Brings a newly found suspicion and what the pool knows of its subject together.</summary>
internal static class PoolMerge
{
    /// <summary>Days of data after a decision during which the same theme of the same subject is not raised again: the finding is not new.</summary>
    public const int QuietDays = 30;

    // Sums up what other rules found: with nothing but what was decided already in it, it is no new finding.
    private const string Composite = "T-01";

    /// <summary>One key for kind and number.</summary>
    public static string Subject(Suspicion suspicion) =>
        suspicion.Kind == SuspicionKind.Customer ? $"customer:{suspicion.CustomerNo}" : $"{suspicion.Kind.ToString().ToLowerInvariant()}:{suspicion.AreaNo}";

    /// <summary>Whether an earlier decision already covers what was found.</summary>
    /// <param name="decided">A ticketed or dismissed row of the same subject.</param>
    /// <param name="ticketRuns">Whether its ticket still runs.</param>
    /// <param name="found">What was found now.</param>
    /// <param name="asOfDay">Last day of the data it was found in.</param>
    public static bool Covers(SuspicionRow decided, bool ticketRuns, Suspicion found, int asOfDay)
    {
        var sameTheme = decided.Theme == found.Theme || Inputs(decided).ContainsKey(found.Theme) || (found.Theme == Composite && found.Inputs.ContainsKey(decided.Theme));
        return sameTheme && (ticketRuns || asOfDay < decided.AsOfDay + QuietDays);
    }

    /// <summary>A row for a subject that the pool does not hold.</summary>
    public static SuspicionRow NewRow(Suspicion found, int asOfDay)
    {
        var row = new SuspicionRow
        {
            Id = found.Id,
            Kind = found.Kind,
            Subject = Subject(found),
            Theme = found.Theme,
            Channels = "[]",
            ExplanationZh = string.Empty,
            ExplanationEn = string.Empty,
            Inputs = "{}",
            State = SuspicionState.Pooled,
        };
        Overwrite(row, found, found.Channels, found.Inputs, asOfDay);
        return row;
    }

    /// <summary>Refreshes a pooled row. What a run of the rules finds replaces what an earlier run found; what was delivered from outside is kept beside it.</summary>
    public static void Refresh(SuspicionRow row, Suspicion found, ScreeningRun run, int asOfDay)
    {
        var delivered = run.Rules.Count == 0;
        var known = Inputs(row);
        if (delivered && row.Score >= found.Score)
        {
            row.Channels = StorageJson.Write(StorageJson.Read<List<string>>(row.Channels).Union(found.Channels, StringComparer.Ordinal));
            row.Inputs = Merge(known, found.Inputs).ToJsonString(StorageJson.Options);
            return;
        }

        var external = new JsonObject(known.Where(i => i.Key.StartsWith("X-", StringComparison.Ordinal)).Select(i => KeyValuePair.Create(i.Key, i.Value?.DeepClone())));
        Overwrite(row, found, found.Channels, Merge((JsonObject)found.Inputs.DeepClone(), external), asOfDay);
    }

    /// <summary>The suspicion that a row holds.</summary>
    public static Suspicion Read(SuspicionRow row) => new()
    {
        Id = row.Id,
        RunId = row.RunId,
        Kind = row.Kind,
        AreaNo = row.AreaNo,
        CustomerNo = row.CustomerNo,
        CustomerName = row.CustomerName,
        UnitCode = row.UnitCode,
        Theme = row.Theme,
        Score = row.Score,
        Channels = [.. StorageJson.Read<List<string>>(row.Channels)],
        Explanation = new LocalizedText(row.ExplanationZh, row.ExplanationEn),
        Inputs = Inputs(row),
        FoundAt = row.FoundAt,
        State = row.State,
        InstanceId = row.InstanceId,
        Reason = row.Reason,
    };

    private static JsonObject Inputs(SuspicionRow row) => StorageJson.Read<JsonObject>(row.Inputs);

    private static JsonObject Merge(JsonObject first, JsonObject second)
    {
        foreach (var (code, inputs) in second)
        {
            if (!first.ContainsKey(code))
            {
                first[code] = inputs?.DeepClone();
            }
        }

        return first;
    }

    private static void Overwrite(SuspicionRow row, Suspicion found, IEnumerable<string> channels, JsonObject inputs, int asOfDay)
    {
        row.RunId = found.RunId;
        row.AreaNo = found.AreaNo;
        row.CustomerNo = found.CustomerNo;
        row.CustomerName = found.CustomerName ?? row.CustomerName;
        row.UnitCode = found.UnitCode;
        row.Theme = found.Theme;
        row.Score = found.Score;
        row.Channels = StorageJson.Write(channels.ToList());
        row.ExplanationZh = found.Explanation.Zh;
        row.ExplanationEn = found.Explanation.En;
        row.Inputs = inputs.ToJsonString(StorageJson.Options);
        row.FoundAt = found.FoundAt;
        row.AsOfDay = asOfDay;
    }
}
