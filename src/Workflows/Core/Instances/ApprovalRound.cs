using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>Where an approver's seat in a round stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeatState>))]
public enum SeatState
{
    /// <summary>Not asked yet: others come first.</summary>
    Waiting,

    /// <summary>Asked; a task is open.</summary>
    Asked,

    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Rejected.</summary>
    Rejected,

    /// <summary>Taken out of the round; counts no more.</summary>
    Removed,
}

/// <summary>Where an added signer is put: 前加签, 后加签, 并加签.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignerPosition>))]
public enum SignerPosition
{
    /// <summary>前加签: decides before the one who added them is asked again.</summary>
    Before,

    /// <summary>后加签: is asked once the one who added them has decided.</summary>
    After,

    /// <summary>并加签: is asked at once, beside the one who added them.</summary>
    Beside,
}

/// <summary>One approver's place in a round.</summary>
/// <param name="Number">From 1, in the order of the definition; added signers come after.</param>
/// <param name="Approver">Who is asked.</param>
/// <param name="Weight">Weight of the decision in a vote, from 1.</param>
/// <param name="After">Seats that must have decided before this one is asked.</param>
/// <param name="State">Where it stands.</param>
public sealed record ApprovalSeat(int Number, Candidate Approver, int Weight, ImmutableArray<int> After, SeatState State)
{
    /// <summary>The task that asks, or asked, for the decision; <see langword="null"/> when nobody has been asked.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>The person who has decided, or for whom a substitute has; <see langword="null"/> before, or when the machine has for a role.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether a deadline or a policy decided, not a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByMachine { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What was written beside the decision.</summary>
    public string? Comment { get; init; }

    /// <summary>Who added this signer; <see langword="null"/> for one of the definition.</summary>
    public string? AddedBy { get; init; }

    /// <summary>Whether it has decided.</summary>
    [JsonIgnore]
    public bool IsDecided => State is SeatState.Approved or SeatState.Rejected;

    /// <summary>Whether it is still to decide.</summary>
    [JsonIgnore]
    public bool IsPending => State is SeatState.Waiting or SeatState.Asked;
}

/// <summary>A round of an approval: who is asked, who has decided, and by which rule. Immutable.</summary>
/// <param name="Rule">When it is decided.</param>
/// <param name="Barred">People who may not decide: the requester, and whom the definition excludes.</param>
/// <param name="Seats">The approvers by number.</param>
public sealed record ApprovalRound(ApprovalRule Rule, ImmutableArray<string> Barred, ImmutableArray<ApprovalSeat> Seats)
{
    /// <summary>The seats that count.</summary>
    [JsonIgnore]
    public IEnumerable<ApprovalSeat> Live => Seats.Where(s => s.State != SeatState.Removed);

    /// <summary>The verdict as soon as it is certain.</summary>
    [JsonIgnore]
    public ApprovalVerdict? Verdict => Rule.Verdict(Weigh(s => s.State == SeatState.Approved), Weigh(s => s.State == SeatState.Rejected), Weigh(s => s.IsPending));

    /// <summary>The weight of the live seats that a condition holds for.</summary>
    public int Weigh(Func<ApprovalSeat, bool> where) => Live.Where(where).Sum(s => s.Weight);

    /// <summary>People who have a voice of their own here, by name or by a decision, or may have none: no other seat is for them.</summary>
    internal HashSet<string> Taken() => [.. Barred, .. Live.Select(s => s.DecidedBy ?? s.Approver.PersonId).OfType<string>()];

    /// <summary>The round as it is to be taken up again later: whoever was being asked will be asked anew.</summary>
    internal ApprovalRound Paused() => this with { Seats = [.. Seats.Select(s => s.State == SeatState.Asked ? s with { State = SeatState.Waiting, TaskId = null } : s)] };

    /// <summary>The seat that a task asks; <see langword="null"/> = none.</summary>
    public ApprovalSeat? Of(Guid taskId) => Seats.FirstOrDefault(s => s.TaskId == taskId);

    /// <summary>The round of an approval that is under way; <see langword="null"/> when the activity is not being executed or is none.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="activityId">The activity.</param>
    public static ApprovalRound? Find(WorkflowInstance instance, string activityId)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var bookmark = instance.Bookmarks.FirstOrDefault(b => b.ActivityId == activityId && b.Kind == BookmarkKind.Task);
        return bookmark is null ? null : Read(instance.Execution.Executions.First(e => e.Id == bookmark.ActivityInstanceId).State);
    }

    /// <summary>The seats that may be asked now: those who come before them have decided or left.</summary>
    internal IEnumerable<ApprovalSeat> Ready() => Seats.Where(s => s.State == SeatState.Waiting && s.After.All(n => !Seats[n - 1].IsPending));

    internal ApprovalRound With(ApprovalSeat seat) => this with { Seats = Seats.SetItem(seat.Number - 1, seat) };

    /// <summary>Puts signers in relative to a seat. In order they come one after the other, else all at once.</summary>
    internal ApprovalRound Add(ApprovalSeat by, IReadOnlyList<string> people, SignerPosition position, string addedBy)
    {
        var round = this;
        var chained = Rule.Mode == ApprovalMode.InOrder && position != SignerPosition.Beside;
        var first = position == SignerPosition.After ? [by.Number] : by.After;
        var added = ImmutableArray.CreateBuilder<int>();
        foreach (var person in people)
        {
            var seat = new ApprovalSeat(round.Seats.Length + 1, new Candidate(person, null, null), 1, chained && added.Count > 0 ? [added[^1]] : first, SeatState.Waiting) { AddedBy = addedBy };
            round = round with { Seats = round.Seats.Add(seat) };
            added.Add(seat.Number);
        }

        return position == SignerPosition.Before
            ? round.With(by with { State = SeatState.Waiting, TaskId = null, After = [.. by.After, .. added] })
            : round with { Seats = [.. round.Seats.Select(s => s.After.Contains(by.Number) && !added.Contains(s.Number) ? s with { After = [.. s.After, .. added] } : s)] };
    }

    internal JsonNode ToJson() => JsonSerializer.SerializeToNode(this, RoundJson.Shared.ApprovalRound)!;

    internal static ApprovalRound? Read(JsonObject? state) => state?[StateKey] is { } json ? json.Deserialize(RoundJson.Shared.ApprovalRound) : null;

    /// <summary>Where an execution of an approval keeps its round.</summary>
    internal const string StateKey = "round";
}

/// <summary>How rounds are written, worked out when compiling.</summary>
[JsonSerializable(typeof(ApprovalRound))]
internal sealed partial class RoundJson : JsonSerializerContext
{
    public static RoundJson Shared { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
