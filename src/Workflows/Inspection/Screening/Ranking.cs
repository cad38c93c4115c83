using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Inspection.Suspicions;

namespace Workflows.Inspection.Screening;

/// <summary>Brings the hits of all rules together: one suspicion per subject, its score raised by every independent channel that agrees.</summary>
/// <remarks>
/// A rule's p says how likely a visit confirms it. Within a channel the likeliest rule counts; channels are taken as independent,
/// so together they are 1 − Π(1 − p). The score is a hundred times that, weighed a little by the severity of the leading rule.
/// </remarks>
internal sealed class Ranking(RankingParameters parameters, IReadOnlyDictionary<string, string> stationOfArea, long areas, long customers)
{
    private const string LineLoss = "line-loss";

    /// <summary>The suspicions, best first; the order is the same for the same hits.</summary>
    public List<Suspicion> Rank(IReadOnlyCollection<RuleHit> hits, Guid runId, DateTimeOffset now)
    {
        var weakened = Weaken(hits);
        var lossOfArea = weakened.Where(h => h.Rule.Code == "LL-01").ToDictionary(h => h.AreaNo!, h => h.P, StringComparer.Ordinal);
        return
        [
            .. weakened.GroupBy(h => h.Subject)
                .Where(g => g.Any(h => !h.Rule.Header.CorroboratesOnly))
                .Select(g => Judge([.. g], lossOfArea, runId, now))
                .OrderByDescending(s => s.Score)
                .ThenBy(s => s.Kind)
                .ThenBy(s => s.AreaNo, StringComparer.Ordinal)
                .ThenBy(s => s.CustomerNo, StringComparer.Ordinal),
        ];
    }

    // A rule that hits a large part of everybody tells little about each: its data are bad rather than its customers.
    private List<RuleHit> Weaken(IReadOnlyCollection<RuleHit> hits)
    {
        var factor = hits.GroupBy(h => h.Rule.Code).ToDictionary(g => g.Key, g =>
        {
            var all = g.First().Kind == "customer" ? customers : areas;
            var share = all < 100 ? 0 : (double)g.Count() / all;
            return Math.Min(1, parameters.PrevalenceLimit / Math.Max(share, 1e-9));
        });
        return [.. hits.Select(h => h.Kind == "customer" ? h with { P = h.P * factor[h.Rule.Code] } : h)];
    }

    private Suspicion Judge(List<RuleHit> hits, Dictionary<string, double> lossOfArea, Guid runId, DateTimeOffset now)
    {
        var lead = hits.Where(h => !h.Rule.Header.CorroboratesOnly).MaxBy(h => (h.P * Weight(h), h.Rule.Header.Severity, h.Rule.Code))!;
        var channels = hits.Where(h => !h.Rule.Header.Composite).GroupBy(h => h.Rule.Header.Channel).ToDictionary(g => g.Key, g => g.Max(h => h.P));
        var behindMeter = hits.Any(h => h.Rule.Header.Channel is "metering" or "acquisition" or "complaints" or "other-systems");
        if (behindMeter && !channels.ContainsKey(LineLoss) && lead.AreaNo is not null && lossOfArea.TryGetValue(lead.AreaNo, out var loss))
        {
            channels[LineLoss] = parameters.AreaSupport * loss;
        }

        var p = 1 - channels.Values.Aggregate(1.0, (rest, channel) => rest * (1 - channel));
        var order = channels.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).ToImmutableArray();
        return new Suspicion
        {
            Id = Guid.CreateVersion7(now),
            RunId = runId,
            Kind = lead.Kind switch { "customer" => SuspicionKind.Customer, "area" => SuspicionKind.Area, _ => SuspicionKind.AreaPair },
            AreaNo = lead.AreaNo,
            CustomerNo = lead.CustomerNo,
            CustomerName = lead.Values.GetValueOrDefault("customerName") as string,
            UnitCode = lead.AreaNo is null ? null : stationOfArea.GetValueOrDefault(lead.AreaNo.Split('|')[0]),
            Theme = lead.Values.GetValueOrDefault("theme") as string ?? lead.Rule.Code,
            Score = Math.Round(100 * p * Weight(lead), 1),
            Channels = order,
            Explanation = Explain(lead, hits),
            Inputs = new JsonObject(hits.OrderByDescending(h => h == lead).ThenByDescending(h => h.P).DistinctBy(h => h.Rule.Code).Select(h => KeyValuePair.Create(h.Rule.Code, (JsonNode?)h.Inputs))),
            FoundAt = now,
        };
    }

    private double Weight(RuleHit hit) => 1 - (parameters.SeverityWeight * (5 - hit.Rule.Header.Severity));

    private static LocalizedText Explain(RuleHit lead, List<RuleHit> hits)
    {
        // A rule that sums up others says little by itself: the strongest of those speaks.
        var speaker = lead.Rule.Header.Composite ? hits.Where(h => !h.Rule.Header.Composite).MaxBy(h => h.P * h.Rule.Header.Severity) ?? lead : lead;
        var zh = RuleText.Fill(speaker.Rule.Header.Explanation.Zh, speaker.Values);
        var en = RuleText.Fill(speaker.Rule.Header.Explanation.En, speaker.Values);
        if (speaker != lead)
        {
            zh = RuleText.Fill(lead.Rule.Header.Explanation.Zh, lead.Values) + zh;
            en = $"{RuleText.Fill(lead.Rule.Header.Explanation.En, lead.Values)} {en}";
        }

        var others = hits.Where(h => h.Rule.Code != lead.Rule.Code && h.Rule.Code != speaker.Rule.Code).OrderByDescending(h => h.P).Select(h => h.Rule.Rule).DistinctBy(r => r.Code).ToArray();
        return others.Length == 0
            ? new LocalizedText(zh, en)
            : new LocalizedText(
                $"{zh}另有佐证：{string.Join("、", others.Select(r => r.Name.Zh))}。",
                $"{en} Also: {string.Join(", ", others.Select(r => r.Name.En))}.");
    }
}
