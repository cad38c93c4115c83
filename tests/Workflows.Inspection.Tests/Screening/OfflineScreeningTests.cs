using Microsoft.Extensions.Options;
using Workflows.Inspection.Demonstration;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Screening;

public sealed class OfflineScreeningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public OfflineScreeningTests() =>
        DemonstrationDrop.Write(_folder["demo"], new DemonstrationOptions { LastDay = new DateOnly(2026, 11, 22), Areas = 12, CustomersPerArea = 60, Days = 40 });

    private string Out => _folder["out/suspicions.csv"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_list_has_exactly_the_columns_of_the_format_best_first_and_no_more_than_the_budget()
    {
        var result = await Offline().RunAsync(_folder["demo"], Out, budget: 15);

        var lines = await File.ReadAllLinesAsync(Out);
        Assert.Equal("rank,kind,area_no,customer_no,theme,score,channels,explanation", lines[0]);
        Assert.Equal((15, 16), (result.Written, lines.Length));
        var rows = lines.Skip(1).Select(l => l.Split(',')).ToArray();
        Assert.Equal(Enumerable.Range(1, 15).Select(i => $"{i}"), rows.Select(r => r[0]));
        Assert.All(rows, r => Assert.Contains(r[1], (string[])["customer", "area", "area-pair"]));
        var scores = rows.Select(r => double.Parse(r[5], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Fact]
    public async Task A_drop_without_the_optional_files_and_columns_is_screened_with_what_is_there()
    {
        var drop = new TinyDrop(_folder["bare"])
            .With("areas.csv", "area_no,name,station_code\n" + Keep("areas.csv", 0, 1, 2))
            .With("customers.csv", "customer_no,name,area_no\n" + Keep("customers.csv", 0, 1, 2))
            .With("area_supply_daily.csv", "date,area_no,supply_kwh\n" + Keep("area_supply_daily.csv", 0, 1, 2))
            .With("customer_energy_daily.csv", await File.ReadAllBytesAsync(Path.Combine(_folder["demo"], "customer_energy_daily.csv")));

        var result = await Offline().RunAsync(drop.Folder, Out);

        Assert.True(result.Run.Found.ContainsKey("LL-05"));
        Assert.False(result.Run.Found.ContainsKey("M-01"));
    }

    [Fact]
    public async Task Events_and_archives_alone_can_be_screened_too()
    {
        foreach (var file in new[] { "area_supply_daily.csv", "customer_energy_daily.csv", "bills.csv", "complaints.csv", "org_units.csv" })
        {
            File.Delete(Path.Combine(_folder["demo"], file));
        }

        var result = await Offline().RunAsync(_folder["demo"], Out);

        Assert.Contains("M-01", result.Run.Found.Keys);
        Assert.Contains("M-06", result.Run.Found.Keys);
        Assert.DoesNotContain("LL-05", result.Run.Found.Keys);
    }

    [Theory]
    [InlineData("customers.csv", null, "customers")]
    [InlineData("areas.csv", null, "areas")]
    [InlineData("customer_energy_daily.csv", "date,customer_no,energy\n2026-01-01,C1,1\n", "kwh")]
    public async Task An_unusable_drop_writes_nothing_and_says_why(string file, string? text, string mentioned)
    {
        File.Delete(Path.Combine(_folder["demo"], file));
        if (text is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder["demo"], file), text);
        }

        var refused = await Assert.ThrowsAsync<DropUnusableException>(() => Offline().RunAsync(_folder["demo"], Out));

        Assert.Contains(mentioned, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task A_new_rule_needs_no_code_and_a_wrong_one_is_named()
    {
        var rules = Directory.CreateDirectory(_folder["rules"]).FullName;
        foreach (var file in Directory.EnumerateFiles(TestSupport.RepositoryRoot.Combine("workflows", "screening")))
        {
            File.Copy(file, Path.Combine(rules, Path.GetFileName(file)));
        }

        const string head = """
            /* { "class": "quantity", "name": { "zh": "均值", "en": "Mean" }, "version": 1, "effectiveFrom": "2000-01-01", "channel": "acquisition", "severity": 1,
                 "specialty": "business", "parameters": { "least": 3 }, "guidance": { "zh": "看一看", "en": "Look" },
                 "explanation": { "zh": "{customerName}均值{mean:0.0}", "en": "{customerName} {mean:0.0}" } } */

            """;
        await File.WriteAllTextAsync(Path.Combine(rules, "Z-01.sql"), head + "SELECT 'customer' AS kind, area_no, customer_no, 0.01 AS p, customer_name AS \"customerName\", mean_kwh AS mean FROM customer WHERE mean_kwh > $least");

        Assert.True((await Offline(rules).RunAsync(_folder["demo"], Out)).Run.Found["Z-01"] > 0);

        await File.WriteAllTextAsync(Path.Combine(rules, "Z-01.sql"), head + "SELECT nothing FROM nowhere WHERE x > $least");
        Assert.Contains("Z-01", (await Assert.ThrowsAsync<ScreeningRulesException>(() => Offline(rules).RunAsync(_folder["demo"], Out))).Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(rules, "Z-01.sql"), head + "SELECT $most");
        Assert.Contains("$most", (await Assert.ThrowsAsync<ScreeningRulesException>(() => Offline(rules).RunAsync(_folder["demo"], Out))).Message, StringComparison.Ordinal);
    }

    private static OfflineScreening Offline(string? rules = null) =>
        new(Options.Create(new InspectionOptions { ScreeningDirectory = rules ?? TestSupport.RepositoryRoot.Combine("workflows", "screening") }), TimeProvider.System);

    private string Keep(string file, params int[] columns) => string.Concat(File.ReadLines(Path.Combine(_folder["demo"], file)).Skip(1)
        .Select(l => l.Split(',')).Select(f => string.Join(',', columns.Select(c => f[c])) + "\n"));
}
