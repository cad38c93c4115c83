using Workflows.Runtime.Queries;
using Workflows.Storage.Audit;
using Workflows.Storage.Copies;
using Workflows.Storage.Inspection;
using Workflows.Storage.Instances;
using Workflows.Storage.Mails;
using Workflows.Storage.Queries;

namespace Workflows.Storage.Retention;

/// <summary>A line of an archive file: all that the database knew of one instance.</summary>
/// <param name="Format">Of the line; a member that a later format adds is ignored by an earlier reader.</param>
/// <param name="Id">The instance.</param>
/// <param name="Instance">As lists showed it.</param>
/// <param name="State">Its last state.</param>
/// <param name="Tasks">Every task with what was submitted, oldest first.</param>
/// <param name="Steps">Its history: every command that was carried out, with the facts, comments among them.</param>
/// <param name="People">Who had to do with it.</param>
/// <param name="Copies">Notices sent.</param>
/// <param name="Mails">Mails sent about it.</param>
/// <param name="Evidence">Files handed in; the files themselves stay where they are.</param>
internal sealed record ArchivedInstance(
    int Format,
    Guid Id,
    InstanceRow Instance,
    RawJson State,
    IReadOnlyList<RawJson> Tasks,
    IReadOnlyList<ArchivedStep> Steps,
    IReadOnlyList<string> People,
    IReadOnlyList<CopyRow> Copies,
    IReadOnlyList<OutgoingMailRow> Mails,
    IReadOnlyList<EvidenceRow> Evidence)
{
    /// <summary>The format that is written now.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The first step that its code does not prove; <see langword="null"/> = none.</summary>
    public ArchivedStep? FirstAltered(ReadOnlySpan<byte> key)
    {
        foreach (var step in Steps)
        {
            if (step.Mac is { } mac && !mac.AsSpan().SequenceEqual(StepMac.Of(key, step.ToRow(Id))))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Whether the state is what history comes to, as far as its last step tells.</summary>
    public bool Folds() => StateFolds.Compare(Steps.Select(s => (s.Events.Text, s.Delta)), State.Text) != StateFold.Differs;

    /// <summary>As a page shows it.</summary>
    public InstanceDetail ToDetail() => new(
        InstanceQueries.Item(Instance),
        StoredText.Instance(State.Text),
        [.. Tasks.Select(t => StoredText.Task(t.Text))],
        [.. Steps.SelectMany(s => InstanceQueries.History(s.ToRow(Id)))]);
}

/// <summary>A step in an archive file.</summary>
/// <param name="Revision">The revision it led to.</param>
/// <param name="CommandId">The command.</param>
/// <param name="Subject">What it wanted.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">Who, by id.</param>
/// <param name="Actor">Who, with roles.</param>
/// <param name="FirstSequence">Position of its first fact.</param>
/// <param name="EventCount">How many facts.</param>
/// <param name="Events">The facts.</param>
/// <param name="Delta">What it changed of the state; <see langword="null"/> from before there were deltas.</param>
/// <param name="Mac">The code it was signed with; <see langword="null"/> from before there were codes.</param>
internal sealed record ArchivedStep(long Revision, Guid CommandId, string Subject, DateTimeOffset At, string ActorId, RawJson Actor, long FirstSequence, int EventCount, RawJson Events, byte[]? Delta, byte[]? Mac)
{
    /// <summary>From the database.</summary>
    public static ArchivedStep Of(StepRow row) =>
        new(row.Revision, row.CommandId, row.Subject, row.At, row.ActorId, new RawJson(row.Actor), row.FirstSequence, row.EventCount, new RawJson(row.Events), row.Delta, row.Mac);

    /// <summary>As it was in the database.</summary>
    public StepRow ToRow(Guid instanceId) => new()
    {
        InstanceId = instanceId,
        Revision = Revision,
        CommandId = CommandId,
        Subject = Subject,
        At = At,
        ActorId = ActorId,
        Actor = Actor.Text,
        FirstSequence = FirstSequence,
        EventCount = EventCount,
        Events = Events.Text,
        Delta = Delta,
        Mac = Mac,
    };
}
