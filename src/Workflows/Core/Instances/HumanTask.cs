using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Core.Organisation;

namespace Workflows.Core.Instances;

/// <summary>Where a human task is in its life. <c>docs/lifecycle.md</c> draws the arrows.</summary>
public enum HumanTaskState
{
    /// <summary>Open; nobody has taken it yet.</summary>
    Created,

    /// <summary>Open; one person has it.</summary>
    Claimed,

    /// <summary>Done, by a person.</summary>
    Completed,

    /// <summary>Not needed any more: its flow was cancelled or went another way.</summary>
    Withdrawn,

    /// <summary>Decided by its deadline; marked as the machine's decision.</summary>
    TimedOut,
}

/// <summary>Who may take a task: one person, or everyone who holds a role in a unit. Exactly one of the two is set.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Role">The role, together with <paramref name="Unit"/>.</param>
/// <param name="Unit">Code of the unit in which the role is held; <see langword="null"/> = in any unit.</param>
public sealed record Candidate(string? PersonId, string? Role, string? Unit)
{
    /// <summary>Whether this names the actor.</summary>
    public bool Matches(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return PersonId is not null
            ? actor.ActsAs == PersonId
            : Role is not null && (Unit is null ? actor.Has(Role) : actor.Has(Role, Unit));
    }
}

/// <summary>A way to complete a task; its name is the port that the flow leaves by.</summary>
/// <param name="Name">Port name.</param>
/// <param name="Label">The words on the button.</param>
/// <param name="CommentRequired">Whether a comment must be given (a rejection needs a reason).</param>
/// <param name="SkipsValidation">Whether the form may be incomplete (a return does not need the findings).</param>
/// <param name="Intent">How the button looks: <c>primary</c>, <c>danger</c> or <c>neutral</c>.</param>
public sealed record TaskOutcome(string Name, LocalizedText Label, bool CommentRequired = false, bool SkipsValidation = false, string Intent = "primary");

/// <summary>A piece of work for a person, as it stands after the last step that touched it.</summary>
public sealed record HumanTask
{
    /// <summary>The outcome of a task from which the flow was sent back; no port of the activity.</summary>
    public const string SentBack = "SentBack";

    /// <summary>Unique; ordered by creation.</summary>
    public required Guid Id { get; init; }

    /// <summary>The instance it belongs to.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The activity that asked for it.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Name of that activity; scenarios and scripts find the task by it.</summary>
    public required string Name { get; init; }

    /// <summary>What the inbox shows.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required HumanTaskState State { get; init; }

    /// <summary>The person who has it; <see langword="null"/> while in the pool.</summary>
    public string? Assignee { get; init; }

    /// <summary>Who may take it.</summary>
    public ImmutableArray<Candidate> Candidates { get; init; } = [];

    /// <summary>People who may not take it whatever their role: the separation of duties.</summary>
    public ImmutableArray<string> Excluded { get; init; } = [];

    /// <summary>Key of the form in the package; <see langword="null"/> for a task without one.</summary>
    public string? FormKey { get; init; }

    /// <summary>What the form starts with, including the values that are only to be read.</summary>
    public JsonObject Data { get; init; } = [];

    /// <summary>Fields of the form that are read-only in this step.</summary>
    public ImmutableArray<string> ReadOnlyFields { get; init; } = [];

    /// <summary>Fields of the form that are hidden in this step.</summary>
    public ImmutableArray<string> HiddenFields { get; init; } = [];

    /// <summary>The ways to complete it, in the order of the buttons.</summary>
    public ImmutableArray<TaskOutcome> Outcomes { get; init; } = [];

    /// <summary>When it came to be.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it must be done; <see langword="null"/> = no limit.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What the due time was counted from; <see langword="null"/> = it was given as an instant or set by hand, and no calendar moves it.</summary>
    public DueBasis? DueBasis { get; init; }

    /// <summary>Set while the due time stands still because another person is asked for an opinion.</summary>
    public TaskStop? Stop { get; init; }

    /// <summary>How many rungs of the escalation ladder have been climbed.</summary>
    public int EscalationLevel { get; init; }

    /// <summary>When it left the open states.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who completed it.</summary>
    public Actor? ClosedBy { get; init; }

    /// <summary>The outcome chosen.</summary>
    public string? Outcome { get; init; }

    /// <summary>What the person wrote beside it.</summary>
    public string? Comment { get; init; }

    /// <summary>The form as accepted.</summary>
    public JsonObject? Submission { get; init; }

    /// <summary>The seat of the approval round that it asks; <see langword="null"/> for a task that is no approval.</summary>
    public int? Seat { get; init; }

    /// <summary>委派: the person it goes back to once the one who has it now has given an opinion; <see langword="null"/> = not delegated.</summary>
    public string? Delegator { get; init; }

    /// <summary>Whether the definition lets its doer send the flow back to an earlier step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MaySendBack { get; init; }

    /// <summary>Whether the definition lets it be decided together with others, from the list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayBeBulk { get; init; }

    /// <summary>How it may be decided from the mail about it; <see langword="null"/> = not at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MailDecision? ByMail { get; init; }

    /// <summary>The earlier task of the same step that it does over; its form starts with what was handed in there.</summary>
    public Guid? RedoOf { get; init; }

    /// <summary>Whether a person has done something with it, so that the step before cannot be taken back any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTouched { get; init; }

    /// <summary>催办: how often it was urged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Urged { get; init; }

    /// <summary>When it was urged last.</summary>
    public DateTimeOffset? UrgedAt { get; init; }

    /// <summary>How many comments were written on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Comments { get; init; }

    /// <summary>Whether somebody can still act on it.</summary>
    public bool IsOpen => State is HumanTaskState.Created or HumanTaskState.Claimed;

    /// <summary>Whether the actor may complete it now, or take it first: holds it, or is a candidate of a pooled one; never when excluded. Substitutions are not looked at.</summary>
    public bool MayBeDoneBy(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return !IsExcluded(actor) && (Assignee is not null ? Assignee == actor.ActsAs : Candidates.Any(c => c.Matches(actor)));
    }

    /// <summary>The capacity in which the actor may do it: in their own name, or for an absent person; <see langword="null"/> = in none.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="definitionId">The workflow that the task belongs to.</param>
    public Actor? CapacityOf(Actor actor, string definitionId)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Capacities(definitionId).FirstOrDefault(MayBeDoneBy);
    }

    /// <summary>Whether the actor, or the absent person that the actor stands in for, may not do it.</summary>
    internal bool IsExcluded(Actor actor) => Excluded.Contains(actor.PersonId) || (actor.OnBehalfOf is { } absent && Excluded.Contains(absent.Id));
}
