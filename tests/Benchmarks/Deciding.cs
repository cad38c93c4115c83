using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Benchmarks;

/// <summary>What it costs to decide the completion of a task in a flowchart of 30 nodes that goes round and round, and whether a long past makes it dearer.</summary>
internal static class Deciding
{
    private const int Nodes = 30;
    private const int Laps = 60;
    private const double AimMicroseconds = 20;

    // The last lap decides with a past some forty times as long as that of the first measured one.
    private const double MostGrowth = 2;

    public static bool Run()
    {
        _ = PlayLaps(); // for the compiler
        var laps = PlayLaps();
        var (early, late) = (Median(laps[1..6]), Median(laps[^5..]));
        var growth = late / early;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{"decide a completed task, " + Nodes + " nodes",-46} {early,8:N1} µs, aim {AimMicroseconds:N0} µs {(early < AimMicroseconds ? "reached" : "not reached")}; after {Laps * Nodes:N0} tasks {late:N1} µs, {growth:0.00} of it (limit {MostGrowth:0.00}{(growth <= MostGrowth ? "" : ": MISSED")})"));
        return growth <= MostGrowth;
    }

    private static double Median(IEnumerable<double[]> laps) => laps.SelectMany(l => l).Order().ElementAt(5 * Nodes / 2);

    /// <returns>Microseconds of each decision, lap by lap.</returns>
    private static ImmutableArray<double[]> PlayLaps()
    {
        var package = WorkflowPackageReader.Read(new Dictionary<string, string> { ["workflow.json"] = Ring().ToJsonString() });
        var context = new DecisionContext(DateTimeOffset.UnixEpoch, new OrgChart([]), WorkingCalendar.Default);
        var instance = Decided(null, new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Machine.Officer, []));
        var laps = new double[Laps][];
        for (var lap = 0; lap < Laps; lap++)
        {
            laps[lap] = new double[Nodes];
            for (var node = 0; node < Nodes; node++)
            {
                var task = instance.Tasks.Single(t => t.IsOpen);
                var complete = new CompleteTask(Guid.CreateVersion7(), instance.Id, Machine.Officer, task.Id, "Done", [], null);
                var began = Stopwatch.GetTimestamp();
                instance = Decided(instance, complete);
                laps[lap][node] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            }
        }

        return [.. laps];

        WorkflowInstance Decided(WorkflowInstance? before, InstanceCommand command)
        {
            var decision = Engine.Decide(package, before, command, context);
            return decision.Next ?? throw new InvalidOperationException(decision.Refusal!.Message.En);
        }
    }

    private static JsonObject Ring() => new()
    {
        ["definitionId"] = "ring",
        ["name"] = "Ring",
        ["version"] = 1,
        ["root"] = new JsonObject
        {
            ["id"] = "flow1",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray([.. Enumerable.Range(0, Nodes).Select(n => new JsonObject
            {
                ["id"] = $"task{n}",
                ["name"] = $"Task{n}",
                ["type"] = "ClosedLoop.UserTask",
                ["title"] = new JsonObject { ["zh"] = "核查", ["en"] = "Check" },
                ["candidates"] = new JsonArray(new JsonObject { ["role"] = Roles.CountyOfficer, ["unit"] = "4209001" }),
                ["outcomes"] = new JsonArray(new JsonObject { ["name"] = "Done", ["label"] = new JsonObject { ["zh"] = "完成", ["en"] = "Done" } }),
                ["customProperties"] = new JsonObject { ["canStartWorkflow"] = n == 0 },
            })]),
            ["connections"] = new JsonArray([.. Enumerable.Range(0, Nodes).Select(n => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = $"task{n}", ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = $"task{(n + 1) % Nodes}", ["port"] = "In" },
            })]),
        },
    };
}
