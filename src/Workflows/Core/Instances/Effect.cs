using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>Something to be done in the world because of a step: at least once, and known by its id. The closed family of wishes.</summary>
/// <param name="Id">Idempotency key: the same wish again has the same id.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(SendMail), "SendMail")]
[JsonDerivedType(typeof(PublishEvent), "PublishEvent")]
[JsonDerivedType(typeof(StartChild), "StartChild")]
[JsonDerivedType(typeof(CancelChild), "CancelChild")]
[JsonDerivedType(typeof(ResumeParent), "ResumeParent")]
[JsonDerivedType(typeof(DoWork), "DoWork")]
public abstract record Effect(Guid Id);

/// <summary>Who gets a mail, as a rule that is resolved when it is sent: the people in office then.</summary>
/// <param name="Kind">What the other members mean.</param>
/// <param name="Value">Person id for <see cref="RecipientKind.Person"/>, address for <see cref="RecipientKind.Address"/>, role for <see cref="RecipientKind.Role"/>.</param>
/// <param name="Unit">Unit of a role, or the unit whose superiors are meant.</param>
/// <param name="Levels">For <see cref="RecipientKind.Superior"/>: 0 = who leads the unit itself, 1 = the tier above the unit, 2 = the tier above that.</param>
public sealed record Recipient(RecipientKind Kind, string? Value, string? Unit = null, int Levels = 0);

/// <summary>The kinds of <see cref="Recipient"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecipientKind>))]
public enum RecipientKind
{
    /// <summary>One person.</summary>
    Person,

    /// <summary>One mail address.</summary>
    Address,

    /// <summary>Everyone who holds a role in a unit.</summary>
    Role,

    /// <summary>The team lead of a unit, or the officers of the tier so many levels above it.</summary>
    Superior,
}

/// <summary>Send a mail by a template of the package.</summary>
/// <param name="Template">Key of the template (<c>task-overdue</c>).</param>
/// <param name="To">Receivers.</param>
/// <param name="Model">What the template may read.</param>
/// <param name="TaskId">The task it is about, if any.</param>
public sealed record SendMail(Guid Id, string Template, ImmutableArray<Recipient> To, JsonObject Model, Guid? TaskId) : Effect(Id)
{
    /// <summary>Whether it goes out at once, whatever its receivers have chosen: no quiet hours, no digest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Urgent { get; init; }
}

/// <summary>Deliver an event to every instance that waits for it.</summary>
/// <param name="OnlyInstanceId">The one instance that may get it (a local event); <see langword="null"/> = all.</param>
public sealed record PublishEvent(Guid Id, string EventName, string? CorrelationId, JsonNode? Payload, Guid? OnlyInstanceId = null) : Effect(Id);

/// <summary>Start another instance.</summary>
/// <param name="ChildId">The id it gets; derived, so that starting twice is starting once.</param>
/// <param name="BookmarkId">The bookmark of the parent that waits for it; <see langword="null"/> = nobody waits.</param>
/// <param name="WaitsForStartOnly">Whether the parent goes on as soon as the child has ended or waits for something, and not only when it has ended.</param>
public sealed record StartChild(Guid Id, Guid ChildId, string DefinitionId, JsonObject Input, string? CorrelationId, Guid? BookmarkId, bool WaitsForStartOnly = false) : Effect(Id);

/// <summary>Cancel a child that its parent waited for and does not need any more.</summary>
/// <param name="Reason">Why, for the child's trail.</param>
public sealed record CancelChild(Guid Id, Guid ChildId, string Reason) : Effect(Id);

/// <summary>Tell the waiting parent that this instance has ended.</summary>
/// <param name="Result">What came of it, as <see cref="ChildResult"/> writes it.</param>
public sealed record ResumeParent(Guid Id, Guid ParentInstanceId, Guid BookmarkId, JsonObject Result) : Effect(Id);

/// <summary>Have the host do a piece of work and resume the bookmark with its result: a screening, a task of the outside world.</summary>
/// <param name="Work">Type of the activity that wants it (<c>ClosedLoop.Screen</c>, <c>Elsa.RunTask</c>).</param>
/// <param name="BookmarkId">What to resume with the result.</param>
/// <param name="Input">The activity's evaluated inputs by name.</param>
public sealed record DoWork(Guid Id, string Work, Guid BookmarkId, JsonObject Input) : Effect(Id);
