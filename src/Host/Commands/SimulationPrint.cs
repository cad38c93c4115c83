using System.Text.Encodings.Web;
using System.Text.Json;
using Host.Shell;
using Host.Simulations;
using Workflows.Core.Simulation.Replays;

namespace Host.Commands;

/// <summary>Prints what came of a simulation: as a table for people, as JSON for programs.</summary>
internal static class SimulationPrint
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it to standard output.</summary>
    public static void Write(SimulationReport report, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(report.ToJson().ToJsonString(Readable));
            return;
        }

        Line("tickets", $"{report.Cases.Length}, {report.ReplayedCount} of them replayed");
        Line("routed differently", report.RoutedDifferently);
        Line("decided by others", report.DecidedByOthers);
        Line("with a late step", $"{report.Late.Before} -> {report.Late.After}");
        Line("escalated", $"{report.Escalated.Before} -> {report.Escalated.After}");
        Line("cycle time, median", Change(report.MedianCycle));
        Line("cycle time, 9 of 10", Change(report.LongCycle));
        Section("assumed", report.Assumptions.Select(a => $"{a.Cases,5}  {SimulationWords.Of(a.Assumption).En}"));
        Section("not replayed", report.Obstacles.Select(o => $"{o.Cases,5}  {o.Obstacle.En}"));
        Section("decides more or less", report.Deciders.Select(d => $"{d.Steps.Before,5} -> {d.Steps.After}  {d.Name}"));
        Section("differ", report.Different.Select(Case));
    }

    private static void Line(string what, object value) => Console.WriteLine($"{what,-22}{value}");

    private static string Change(BeforeAfter<TimeSpan?> pair) => $"{OfficeTime.Text(pair.Before).En} -> {OfficeTime.Text(pair.After).En} (office time)";

    private static void Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            Console.WriteLine();
            Console.WriteLine(title);
            all.ForEach(line => Console.WriteLine($"  {line}"));
        }
    }

    private static string Case(ReplayedCase one) =>
        $"{one.Header.Number ?? one.InstanceId.ToString()}  {one.Obstacle?.En ?? $"{Steps(one.Before)}  =>  {Steps(one.After)}"}";

    private static string Steps(CaseCourse course) =>
        string.Join(" > ", course.Steps.Where(s => s.IsDecided).Select(s => $"{s.ActivityId}.{s.Outcome} ({(s.ByMachine ? "deadline" : s.By?.Id)}{(s.IsLate ? ", late" : "")})"));
}
