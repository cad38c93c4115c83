using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;

namespace Workflows.Inspection.Evaluation;

/// <summary>What the evaluation needs of one inspection ticket. Its properties are the columns of the table <c>ticket</c> that indicators read.</summary>
public sealed record TicketRecord
{
    // 缺一不可.
    private static readonly string[] s_evidence = ["track", "sitePhotos", "meterPhotos"];

    /// <summary>The instance.</summary>
    public required Guid Id { get; init; }

    /// <summary>Ticket number.</summary>
    public string? Number { get; init; }

    /// <summary>Code of the county; <see langword="null"/> = not given to one yet.</summary>
    public string? County { get; init; }

    /// <summary>Code of the station; <see langword="null"/> = unknown.</summary>
    public string? Station { get; init; }

    /// <summary>Code of the rule that led to it.</summary>
    public string? Theme { get; init; }

    /// <summary>The channels that agreed.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Customer or area that it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> = it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether an inspector handed in what was found on site.</summary>
    public bool Verified { get; init; }

    /// <summary>属实: whether that confirmed the suspicion.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Whether a confirmed one has its rectification with result and number, and the prefecture has accepted it.</summary>
    public bool Rectified { get; init; }

    /// <summary>Whether the county has decided on it at least once.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Times a reviewer sent it back.</summary>
    public int Returns { get; init; }

    /// <summary>Whether it is in the archive with all reviews passed.</summary>
    public bool Archived { get; init; }

    /// <summary>Whether track, site photo and meter photo are all there.</summary>
    public bool EvidenceComplete { get; init; }

    /// <summary>Tasks with a due time that is past or that are done.</summary>
    public int DueTasks { get; init; }

    /// <summary>Those of them that were done in time.</summary>
    public int OnTimeTasks { get; init; }

    /// <summary>The county's score of the station's work, 0–100.</summary>
    public double? StationScore { get; init; }

    /// <summary>The prefecture's score of the county's work, 0–100.</summary>
    public double? CountyScore { get; init; }

    /// <summary>Reads it from a ticket.</summary>
    /// <param name="instance">The instance, with its variables.</param>
    /// <param name="tasks">All its tasks, closed ones too.</param>
    /// <param name="now">A task that is due later and not done does not count yet.</param>
    public static TicketRecord Of(WorkflowInstance instance, IReadOnlyCollection<TicketTask> tasks, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(tasks);
        var variables = instance.Execution.Variables;
        var (suspicion, ticket, findings) = (Part(variables, "Suspicion") ?? Part(instance.Input, "suspicion"), Part(variables, "Ticket"), Part(variables, "Findings"));
        var archived = Text(Part(variables, "Result"), "status") == "archived";
        var confirmed = Text(findings, "confirmed") == "yes";
        var due = tasks.Where(t => t.DueAt is not null && (t.DoneAt ?? t.DueAt) <= now && !t.IsWithdrawn).ToArray();
        return new TicketRecord
        {
            Id = instance.Id,
            Number = instance.Header.Number,
            County = Text(ticket, "county") ?? Text(suspicion, "countyCode"),
            Station = Text(Part(variables, "Analysis"), "station") ?? Text(suspicion, "stationCode"),
            Theme = instance.Header.Theme ?? Text(suspicion, "theme"),
            Channels = [.. (suspicion?["channels"] as JsonArray)?.OfType<JsonValue>().Select(c => c.ToString()) ?? []],
            Subject = instance.Header.Subject ?? Text(suspicion, "areaNo"),
            CreatedAt = instance.CreatedAt,
            EndedAt = instance.Status == InstanceStatus.Finished ? instance.UpdatedAt : null,
            Verified = Text(findings, "confirmed") is not null,
            Confirmed = confirmed,
            Rectified = confirmed && archived && Text(findings, "rectificationResult") is not null && Text(findings, "rectificationTicketNo") is not null,
            Reviewed = Part(variables, "CountyScore") is not null,
            Returns = (int)(Figure(variables, "Returns") ?? 0),
            Archived = archived,
            EvidenceComplete = findings is not null && s_evidence.All(f => findings[f] is JsonArray { Count: > 0 } or JsonObject { Count: > 0 } or JsonValue),
            DueTasks = due.Length,
            OnTimeTasks = due.Count(t => t.DoneAt <= t.DueAt),
            StationScore = Figure(Part(variables, "CountyScore"), "score"),
            CountyScore = Figure(Part(variables, "PrefectureScore"), "score"),
        };
    }

    private static JsonObject? Part(JsonObject of, string name) => of[name] as JsonObject;

    private static string? Text(JsonObject? of, string name) => of?[name] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;

    private static double? Figure(JsonObject? of, string name) => of?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;
}

/// <summary>What timeliness needs of a task.</summary>
/// <param name="DueAt">When it must be done; <see langword="null"/> = whenever.</param>
/// <param name="DoneAt">When it was done; <see langword="null"/> = not yet, or withdrawn.</param>
/// <param name="IsWithdrawn">Whether it was not needed any more.</param>
public sealed record TicketTask(DateTimeOffset? DueAt, DateTimeOffset? DoneAt, bool IsWithdrawn);
