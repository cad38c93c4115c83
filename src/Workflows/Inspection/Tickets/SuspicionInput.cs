using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Organisation;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.People;

namespace Workflows.Inspection.Tickets;

/// <summary>Builds the <c>suspicion</c> input of a ticket: what the four issue gates need (customer name, number, source, content), and what the inspector wants to know.</summary>
internal sealed class SuspicionInput(IReadings readings, IScreening screening, EvaluationService evaluation, IPeople people)
{
    private const int TopCustomers = 5;

    /// <summary>The input for one suspicion. Unknown values are <see langword="null"/>.</summary>
    public async Task<JsonObject> BuildAsync(Suspicion suspicion, CancellationToken cancellationToken)
    {
        var reader = Actor.System("tickets");
        var areaNos = suspicion.AreaNo?.Split('|') ?? [];
        var area = areaNos.Length > 0 ? await readings.AreaAsync(reader, areaNos[0], cancellationToken).ConfigureAwait(false) : null;
        var mirror = areaNos.Length > 1 ? await readings.AreaAsync(reader, areaNos[1], cancellationToken).ConfigureAwait(false) : null;
        var customer = suspicion.CustomerNo is { } no ? await readings.CustomerAsync(reader, no, cancellationToken).ConfigureAwait(false) : null;
        var rule = screening.Rules.FirstOrDefault(r => r.Code == suspicion.Theme);
        var station = people.Chart.AtTier(area?.StationCode ?? suspicion.UnitCode, OrgTier.Station);
        var county = people.Chart.AtTier(station?.Code ?? suspicion.UnitCode, OrgTier.County);
        var place = customer is { Lon: not null } ? (customer.Lon, customer.Lat) : (area?.Lon, area?.Lat);
        return new JsonObject
        {
            ["suspicionId"] = suspicion.Id.ToString(),
            ["kind"] = suspicion.Kind switch { SuspicionKind.Customer => "customer", SuspicionKind.Area => "area", _ => "area-pair" },
            ["areaNo"] = suspicion.AreaNo,
            ["areaName"] = mirror is null ? area?.Name : $"{area?.Name ?? areaNos[0]} ⇄ {mirror.Name}",
            ["customerNo"] = suspicion.CustomerNo,
            ["customerName"] = suspicion.CustomerName ?? customer?.Name,
            ["stationCode"] = station?.Code,
            ["stationName"] = station?.Name,
            ["countyCode"] = county?.Code,
            ["countyName"] = county?.Name,
            ["theme"] = suspicion.Theme,
            ["themeName"] = rule?.Name.Zh ?? suspicion.Theme,
            ["themeNameEn"] = rule?.Name.En ?? suspicion.Theme,
            ["specialty"] = rule?.Specialty,
            ["severity"] = rule?.Severity,
            ["score"] = suspicion.Score,
            ["channels"] = new JsonArray([.. suspicion.Channels.Select(c => (JsonNode)c)]),
            ["source"] = Source(suspicion, rule, zh: true),
            ["sourceEn"] = Source(suspicion, rule, zh: false),
            ["content"] = suspicion.Explanation.Zh,
            ["contentEn"] = suspicion.Explanation.En,
            ["inputs"] = suspicion.Inputs.DeepClone(),
            ["meterNo"] = customer?.MeterNo,
            ["manager"] = area?.Manager,
            ["lon"] = place.Item1,
            ["lat"] = place.Item2,
            ["guidance"] = rule?.Guidance.Zh,
            ["guidanceEn"] = rule?.Guidance.En,
            ["earlier"] = await EarlierAsync(suspicion, cancellationToken).ConfigureAwait(false),
            ["topCustomers"] = suspicion.Kind == SuspicionKind.Customer ? null : await TopCustomersAsync(reader, areaNos, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>The ticket that this one repeats; <see langword="null"/> also while the file of indicators, which says how long that counts, cannot be read.</summary>
    private async Task<JsonObject?> EarlierAsync(Suspicion suspicion, CancellationToken cancellationToken)
    {
        try
        {
            return (suspicion.CustomerNo ?? suspicion.AreaNo?.Replace("|", " ⇄ ", StringComparison.Ordinal)) is { } subject && await evaluation.EarlierAsync(subject, suspicion.Theme, cancellationToken).ConfigureAwait(false) is { } earlier
                ? new JsonObject { ["instanceId"] = earlier.Id.ToString(), ["number"] = earlier.Number, ["endedAt"] = earlier.EndedAt?.ToString("O", CultureInfo.InvariantCulture) }
                : null;
        }
        catch (EvaluationSettingsException)
        {
            return null;
        }
    }

    private static string Source(Suspicion suspicion, ScreeningRule? rule, bool zh)
    {
        var found = suspicion.FoundAt.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var channels = string.Join(zh ? "、" : ", ", suspicion.Channels.Select(c => ChannelWord(c, zh)));
        if (rule is null || suspicion.Theme.StartsWith("X-", StringComparison.Ordinal))
        {
            return zh ? $"{channels}提出，{found} 入库" : $"Raised by {channels}, taken in on {found}";
        }

        return zh
            ? $"{channels}数据筛查，规则 {rule.Code}「{rule.Name.Zh}」第 {rule.Version} 版，{found}"
            : $"Screening of {channels} data, rule {rule.Code} \"{rule.Name.En}\" version {rule.Version}, {found}";
    }

    private static string ChannelWord(string channel, bool zh) => channel switch
    {
        "line-loss" => zh ? "线损监测" : "line-loss",
        "acquisition" => zh ? "用电采集" : "acquisition",
        "metering" => zh ? "计量告警" : "meter-alarm",
        "billing" => zh ? "电费核算" : "billing",
        "archive" => zh ? "档案比对" : "archive",
        "complaints" => zh ? "95598" : "complaints",
        "other-systems" => zh ? "其他系统" : "other-systems",
        _ => channel,
    };

    // A suspicion about an area must be brought down to a customer before it can be issued: these have fallen most.
    private async Task<string?> TopCustomersAsync(Actor reader, string[] areaNos, CancellationToken cancellationToken)
    {
        var customers = new List<CustomerRecord>();
        foreach (var areaNo in areaNos)
        {
            customers.AddRange(await readings.CustomersOfAreaAsync(reader, areaNo, cancellationToken).ConfigureAwait(false));
        }

        var top = customers.Where(c => c.EarlierKwh > c.RecentKwh).OrderByDescending(c => c.EarlierKwh - c.RecentKwh).Take(TopCustomers)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.CustomerNo}（{c.EarlierKwh:0.0} → {c.RecentKwh:0.0} kWh/天）")).ToArray();
        return top.Length == 0 ? null : string.Join("；", top);
    }
}
