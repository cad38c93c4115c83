using System.Collections.Immutable;
using Workflows.Core.Instances;
using Workflows.Runtime.Instances;
using Workflows.Storage.Audit;
using Workflows.Storage.Packing;
using Workflows.Storage.Tasks;

namespace Workflows.Storage.Instances;

/// <summary>A step made ready for the writer on the caller's thread: everything that costs time, such as JSON, is done before the queue.</summary>
internal sealed class StepRows
{
    private static readonly ImmutableArray<BookmarkKind> Outside = [BookmarkKind.Event, BookmarkKind.Work, BookmarkKind.Child];

    /// <param name="step">The step.</param>
    /// <param name="folded">What history comes to before it.</param>
    /// <param name="key">Signs it.</param>
    public StepRows(Step step, ReadOnlySpan<byte> folded, AuditKey key)
    {
        Step = step;
        Next = step.Decision.Next ?? throw new ArgumentException("A refused decision has nothing to commit.", nameof(step));
        Utf8 = InstanceSerializer.Write(Next);
        State = PackedText.Pack(Utf8);
        var facts = StoredText.Utf8(step.Decision.Events);
        Events = PackedText.Pack(facts);
        Delta = StateDelta.Between(folded, facts, Utf8);
        Subject = CommandSubject.Of(step.Command);
        var actor = StorageJson.Write(step.Command.By);
        Actor = PackedText.Pack(actor);
        Mac = StepMac.Of(key.Value, Next.Id, Next.Revision, step.Command.CommandId, Subject, step.At, step.Command.By.PersonId, actor, facts, Delta);
        Tasks = [.. step.Decision.TaskChanges.Select(t => new TaskChange(t, PackedText.Pack(InstanceSerializer.Write(t)), step.Previous?.Tasks.FirstOrDefault(p => p.Id == t.Id)))];
        Effects = [.. step.Decision.Effects.Select(e => (e.Id, e.GetType().Name, StoredText.Of(e)))];

        var before = step.Previous;
        (NewTimers, GoneTimers) = Difference(before?.Timers ?? [], Next.Timers, t => t.Id);
        (NewBookmarks, GoneBookmarks) = Difference(Kept(before?.Bookmarks ?? []), Kept(Next.Bookmarks), b => b.Id);
        (NewIncidents, GoneIncidents) = Difference(before?.Incidents ?? [], Next.Incidents, i => i.Id);
        Search = InboxText.Of(Next.Header);
        Inbox = before is null || InboxText.Of(before.Header) == Search
            ? [.. Tasks.Where(t => t.MovesInInbox).Select(t => (t.Task, t.Before is null))]
            : [.. Tasks.Where(t => !t.Task.IsOpen).Select(t => (t.Task, false)), .. Next.Tasks.Where(t => t.IsOpen).Select(t => (t, false))];
        EarliestDueAt = Next.Tasks.Where(t => t.IsOpen).Min(t => t.DueAt);
    }

    public Step Step { get; }

    public WorkflowInstance Next { get; }

    public byte[] State { get; }

    /// <summary>The state in UTF-8: what history comes to after the step.</summary>
    public byte[] Utf8 { get; }

    /// <summary>What the step changed of it.</summary>
    public byte[] Delta { get; }

    public byte[] Events { get; }

    public byte[] Actor { get; }

    public string Subject { get; }

    public byte[] Mac { get; }

    public ImmutableArray<TaskChange> Tasks { get; }

    /// <summary>Tasks that lie in other inboxes than before, or otherwise in them.</summary>
    public ImmutableArray<(HumanTask Task, bool IsNew)> Inbox { get; }

    /// <summary>What inboxes are searched by.</summary>
    public string Search { get; }

    public ImmutableArray<(Guid Id, string Kind, string Json)> Effects { get; }

    public ImmutableArray<InstanceTimer> NewTimers { get; }

    public ImmutableArray<InstanceTimer> GoneTimers { get; }

    public ImmutableArray<Bookmark> NewBookmarks { get; }

    public ImmutableArray<Bookmark> GoneBookmarks { get; }

    public ImmutableArray<Incident> NewIncidents { get; }

    public ImmutableArray<Incident> GoneIncidents { get; }

    public DateTimeOffset? EarliestDueAt { get; }

    /// <summary>Whether everything that lists filter by stays as it was.</summary>
    public bool OnlyProgresses => Step.Previous is { } before
        && before.Header with { Stage = Next.Header.Stage } == Next.Header
        && before.Status == Next.Status
        && before.Incidents.Length == Next.Incidents.Length
        && before.CorrelationId == Next.CorrelationId
        && before.DefinitionVersion == Next.DefinitionVersion;

    private static ImmutableArray<Bookmark> Kept(ImmutableArray<Bookmark> bookmarks) => [.. bookmarks.Where(b => Outside.Contains(b.Kind))];

    private static (ImmutableArray<T> New, ImmutableArray<T> Gone) Difference<T>(ImmutableArray<T> before, ImmutableArray<T> after, Func<T, Guid> id)
    {
        if (before.IsEmpty)
        {
            return (after, []);
        }

        return (
            [.. after.Where(a => !before.Any(b => id(b) == id(a)))],
            [.. before.Where(b => !after.Any(a => id(a) == id(b)))]);
    }
}
