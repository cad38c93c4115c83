using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation.Replays;

/// <summary>A figure as it was and as it would have been.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it would have been.</param>
public sealed record BeforeAfter<T>(T Before, T After);

/// <summary>How many steps a person decided.</summary>
/// <param name="Name">The person; the machine's decisions by deadline have no person and are not here.</param>
/// <param name="Steps">Then and in the draft.</param>
public sealed record DeciderCount(string Name, BeforeAfter<int> Steps);

/// <summary>An assumption with the number of cases that rest on it.</summary>
public sealed record AssumptionCount(Assumption Assumption, int Cases);

/// <summary>A reason why cases could not be replayed, with their number.</summary>
public sealed record ObstacleCount(LocalizedText Obstacle, int Cases);

/// <summary>
/// What a draft would have made of the cases of a period. Figures count the cases that were replayed to their ends, before and after alike; times are
/// office hours of the organisation's calendar.
/// </summary>
/// <param name="Cases">Every case, in the order they began.</param>
/// <param name="Calendar">Whose office hours count.</param>
public sealed record SimulationReport(ImmutableArray<ReplayedCase> Cases, WorkingCalendar Calendar)
{
    private ImmutableArray<ReplayedCase> Replayed => [.. Cases.Where(c => c.IsReplayed)];

    /// <summary>How many were replayed to their ends.</summary>
    public int ReplayedCount => Replayed.Length;

    /// <summary>How many take another way, or are decided in another way.</summary>
    public int RoutedDifferently => Replayed.Count(c => c.IsRoutedDifferently);

    /// <summary>How many are decided by other people.</summary>
    public int DecidedByOthers => Replayed.Count(c => c.IsDecidedByOthers);

    /// <summary>How many have a late step.</summary>
    public BeforeAfter<int> Late => Count(c => c.IsLate);

    /// <summary>How many are escalated.</summary>
    public BeforeAfter<int> Escalated => Count(c => c.IsEscalated);

    /// <summary>Median office time from beginning to end.</summary>
    public BeforeAfter<TimeSpan?> MedianCycle => Cycle(0.5);

    /// <summary>Office time that 9 of 10 cases do not exceed.</summary>
    public BeforeAfter<TimeSpan?> LongCycle => Cycle(0.9);

    /// <summary>Cases that differ in anything that is counted, and those that could not be replayed, in the order they began.</summary>
    public IEnumerable<ReplayedCase> Different => Cases.Where(c => c.Differs || !c.IsReplayed);

    /// <summary>Who decides more or fewer steps than then, the greatest change first.</summary>
    public ImmutableArray<DeciderCount> Deciders
    {
        get
        {
            var (before, after) = (Decided(c => c.Before), Decided(c => c.After));
            return
            [
                .. before.Keys.Union(after.Keys)
                    .Select(name => new DeciderCount(name, new(before.GetValueOrDefault(name), after.GetValueOrDefault(name))))
                    .Where(d => d.Steps.Before != d.Steps.After)
                    .OrderByDescending(d => Math.Abs(d.Steps.After - d.Steps.Before)).ThenBy(d => d.Name, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>What was taken for granted, the most frequent first.</summary>
    public ImmutableArray<AssumptionCount> Assumptions =>
        [.. Cases.SelectMany(c => c.Assumptions).GroupBy(a => a).Select(g => new AssumptionCount(g.Key, g.Count())).OrderByDescending(a => a.Cases).ThenBy(a => a.Assumption.Step.En, StringComparer.Ordinal).ThenBy(a => a.Assumption.Detail?.En, StringComparer.Ordinal)];

    /// <summary>Why cases could not be replayed, the most frequent reason first.</summary>
    public ImmutableArray<ObstacleCount> Obstacles =>
        [.. Cases.Select(c => c.Obstacle).OfType<LocalizedText>().GroupBy(o => o).Select(g => new ObstacleCount(g.Key, g.Count())).OrderByDescending(o => o.Cases).ThenBy(o => o.Obstacle.En, StringComparer.Ordinal)];

    /// <summary>The report as JSON, times in hours.</summary>
    public JsonObject ToJson() => new()
    {
        ["cases"] = Cases.Length,
        ["replayed"] = ReplayedCount,
        ["routedDifferently"] = RoutedDifferently,
        ["decidedByOthers"] = DecidedByOthers,
        ["late"] = Pair(Late, n => n),
        ["escalated"] = Pair(Escalated, n => n),
        ["medianCycleHours"] = Pair(MedianCycle, Hours),
        ["p90CycleHours"] = Pair(LongCycle, Hours),
        ["deciders"] = Array(Deciders, d => new JsonObject { ["name"] = d.Name, ["before"] = d.Steps.Before, ["after"] = d.Steps.After }),
        ["assumptions"] = Array(Assumptions, a => new JsonObject { ["kind"] = a.Assumption.Kind.ToString(), ["step"] = a.Assumption.Step.En, ["detail"] = a.Assumption.Detail?.En, ["cases"] = a.Cases }),
        ["notReplayed"] = Array(Obstacles, o => new JsonObject { ["reason"] = o.Obstacle.En, ["cases"] = o.Cases }),
        ["different"] = Array(Different, Case),
    };

    private JsonObject Case(ReplayedCase one) => new()
    {
        ["id"] = one.InstanceId.ToString(),
        ["number"] = one.Header.Number,
        ["routedDifferently"] = one.IsRoutedDifferently,
        ["decidedByOthers"] = one.IsDecidedByOthers,
        ["notReplayed"] = one.Obstacle?.En,
        ["before"] = Course(one.Before),
        ["after"] = Course(one.After),
    };

    private JsonObject Course(CaseCourse course) => new()
    {
        ["late"] = course.IsLate,
        ["escalated"] = course.IsEscalated,
        ["cycleHours"] = Hours(course.CycleTime(Calendar)),
        ["steps"] = Array(course.Steps, s => new JsonObject
        {
            ["activityId"] = s.ActivityId,
            ["outcome"] = s.Outcome,
            ["by"] = s.By?.Id,
            ["byMachine"] = s.ByMachine,
            ["createdAt"] = s.CreatedAt.ToString("O"),
            ["closedAt"] = s.ClosedAt?.ToString("O"),
            ["dueAt"] = s.DueAt?.ToString("O"),
            ["late"] = s.IsLate,
            ["escalations"] = s.Escalations,
            ["assumed"] = s.IsAssumed,
        }),
    };

    private BeforeAfter<int> Count(Func<CaseCourse, bool> has) => new(Replayed.Count(c => has(c.Before)), Replayed.Count(c => has(c.After)));

    private BeforeAfter<TimeSpan?> Cycle(double share) => new(Quantile.Of(Times(c => c.Before), share), Quantile.Of(Times(c => c.After), share));

    private List<TimeSpan> Times(Func<ReplayedCase, CaseCourse> course) => [.. Replayed.Select(c => course(c).CycleTime(Calendar)).OfType<TimeSpan>()];

    private Dictionary<string, int> Decided(Func<ReplayedCase, CaseCourse> course) =>
        Replayed.SelectMany(c => course(c).Steps).Where(s => s is { IsDecided: true, By: not null }).GroupBy(s => s.By!.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    private static JsonNode? Hours(TimeSpan? time) => time is { } known ? Math.Round(known.TotalHours, 2) : null;

    private static JsonObject Pair<T>(BeforeAfter<T> pair, Func<T, JsonNode?> value) => new() { ["before"] = value(pair.Before), ["after"] = value(pair.After) };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> item) => new([.. items.Select(item)]);
}
