using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Host.Startup;
using Workflows.Runtime.Operations;

namespace Host.Commands;

/// <summary><c>selfcheck</c>: proves that no instance is stuck and that rows agree with snapshots.</summary>
internal static class SelfCheckCommand
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds it.</summary>
    public static void AddTo(RootCommand root)
    {
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var head = new Option<KeptHead?>("--head")
        {
            Description = "Also check that history leads to this head, kept outside: DAY:HEAD as the log named them, such as 2026-11-23:5f0c…",
            CustomParser = ReadHead,
        };
        var data = DataOption.New();
        var command = new Command("selfcheck", "Checks the database; exit 1 when something is wrong.") { json, head, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var rooms = await RoomsWithoutWeb.BuildAsync(new HostArguments(parsed.GetValue(data)), mustExist: true, cancellationToken);
            var operations = rooms.GetRequiredService<IOperations>();
            var report = await operations.SelfCheckAsync(cancellationToken);
            if (parsed.GetValue(head) is { } kept)
            {
                report = report with { Checks = report.Checks.Add(await operations.CheckHeadAsync(kept, cancellationToken)) };
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(report, Readable));
            }
            else
            {
                Print(report);
            }

            return report.IsSound ? 0 : throw new CommandFailedException($"{report.Checks.Sum(c => c.Findings.Length)} finding(s).");
        });
        root.Subcommands.Add(command);
    }

    private static KeptHead? ReadHead(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split(':');
        if (parts is [var day, { Length: 64 } head] && head.All(char.IsAsciiHexDigit) && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var sealedOn))
        {
            return new KeptHead(sealedOn, head);
        }

        result.AddError("--head must be a day and a head of 64 hexadecimal digits, such as 2026-11-23:5f0c…");
        return null;
    }

    private static void Print(SelfCheckReport report)
    {
        foreach (var check in report.Checks)
        {
            Console.WriteLine($"{(check.Findings.IsEmpty ? "ok  " : "FAIL")} {check.Code}: {check.Title} ({check.Examined}{(check.Of is { } all ? $" of {all}" : "")} examined)");
            foreach (var finding in check.Findings)
            {
                Console.WriteLine($"     {finding.InstanceId} {finding.Message}");
            }
        }

        foreach (var figure in report.Figures)
        {
            Console.WriteLine($"     {figure.Code}: {figure.Title}: {(figure.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:#,0} {figure.Unit}") : "-")}");
        }
    }
}
