using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Forms;

namespace Benchmarks;

/// <summary>What a keystroke costs in the largest form there may be – 300 fields and columns with rules, 50 rows –, beside looking at all of it.</summary>
internal static class Forms
{
    private const int Rows = 50;
    private const int Pairs = 45;
    private const int Columns = 100;
    private const double MostOfWhole = 0.25;
    private const double AimMilliseconds = 50;

    public static bool Run()
    {
        var form = FormDefinitionReader.Read("large", 1, Definition()).Form ?? throw new InvalidOperationException("The form of the benchmark cannot be read.");
        var step = FormStep.Blank(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)));
        var state = FormState.Create(form, step, Typed());
        var whole = Median(9, _ => FormState.Create(form, step, state.Draft()));
        var field = Median(41, n => state.Set("read3", JsonValue.Create(n)));
        var cell = Median(41, n => state.SetCell("rows", n % Rows, "a3", JsonValue.Create(n + 1000)));
        return Tell("change a field of 300, 50 rows", field, whole) & Tell("change a cell of 10,000 in that form", cell, whole);
    }

    private static bool Tell(string what, double milliseconds, double whole)
    {
        var share = milliseconds / whole;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-46} {milliseconds,8:N1} ms, aim {AimMilliseconds:N0} ms {(milliseconds < AimMilliseconds ? "reached" : "not reached")}; {share:0.000} of all of it, {whole:N0} ms (limit {MostOfWhole:0.00}{(share <= MostOfWhole ? "" : ": MISSED")})"));
        return share <= MostOfWhole;
    }

    private static double Median(int times, Action<int> act)
    {
        var spent = Enumerable.Range(0, times).Select(n =>
        {
            var began = Stopwatch.GetTimestamp();
            act(n);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
        return spent.Order().ElementAt(times / 2);
    }

    private static string Definition()
    {
        static JsonObject Number(string key, string? compute = null, string? required = null)
        {
            var field = new JsonObject { ["key"] = key, ["kind"] = "number", ["label"] = key };
            if (compute is not null)
            {
                (field["compute"], field["required"]) = (compute, required);
            }

            return field;
        }

        var columns = Enumerable.Range(0, Columns).SelectMany(n => new JsonNode[] { Number($"a{n}"), Number($"b{n}", $"row.a{n} + {n}", $"row.a{n} > 3") });
        var table = new JsonObject { ["key"] = "rows", ["kind"] = "table", ["label"] = "rows", ["columns"] = new JsonArray([.. columns]) };
        var pairs = Enumerable.Range(0, Pairs).SelectMany(n => new JsonNode[] { Number($"read{n}"), Number($"made{n}", $"(data.read{n} ?? 0) * 2", $"data.read{n} > 1") });
        return new JsonObject { ["title"] = "Large", ["fields"] = new JsonArray([.. pairs, table, Number("total", "sum(data.rows, 'b3')", "false")]) }.ToJsonString();
    }

    private static JsonObject Typed()
    {
        var row = new JsonObject(Enumerable.Range(0, Columns).Select(n => KeyValuePair.Create($"a{n}", (JsonNode?)n)));
        return new JsonObject { ["rows"] = new JsonArray([.. Enumerable.Range(0, Rows).Select(_ => row.DeepClone())]) };
    }
}
