using System.Text.Json.Nodes;
using Host.Tasks;
using Host.Tickets;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Host.Api;

/// <summary>What came of a command.</summary>
/// <param name="CommandId">The command; the same for a repeated <c>Idempotency-Key</c>.</param>
/// <param name="InstanceId">Its instance.</param>
/// <param name="Revision">Revision of the instance after the step.</param>
/// <param name="Replayed">Whether this is the remembered outcome of an earlier call with the same key.</param>
internal sealed record CommandAnswer(Guid CommandId, Guid InstanceId, long Revision, bool Replayed)
{
    /// <summary>200 with the outcome, or the refusal as a problem.</summary>
    public static IResult From(CommandOutcome outcome) => outcome.Refusal is { } refusal
        ? refusal.ToProblem()
        : TypedResults.Ok(new CommandAnswer(outcome.CommandId, outcome.InstanceId, outcome.Revision, outcome.Replayed));
}

/// <summary>A task with its form's data.</summary>
internal sealed record TaskAnswer(
    Guid Id, Guid InstanceId, string Name, LocalizedText Title, HumanTaskState State, string? Assignee, IReadOnlyList<Candidate> Candidates, IReadOnlyList<TaskOutcome> Outcomes,
    string? FormKey, JsonObject Data, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? ClosedAt, ActorAnswer? ClosedBy, string? Outcome, string? Comment, JsonObject? Submission,
    int? Seat, string? Delegator, bool MaySendBack, bool MayBeBulk, Guid? RedoOf, int Urged, int Comments)
{
    public static TaskAnswer From(HumanTask task) => new(
        task.Id, task.InstanceId, task.Name, task.Title, task.State, task.Assignee, task.Candidates, task.Outcomes,
        task.FormKey, task.Data, task.CreatedAt, task.DueAt, task.ClosedAt, ActorAnswer.From(task.ClosedBy), task.Outcome, task.Comment, task.Submission,
        task.Seat, task.Delegator, task.MaySendBack, task.MayBeBulk, task.RedoOf, task.Urged, task.Comments);
}

/// <summary>A task as one person sees it.</summary>
/// <param name="MayAct">Whether the caller may complete or take it now.</param>
/// <param name="For">The absent person for whom the caller would do it; left out = in their own name.</param>
internal sealed record TaskDetailAnswer(TaskAnswer Task, InstanceItem Ticket, bool MayAct, PersonName? For);

/// <summary>A line of a deadline ledger.</summary>
/// <param name="At">When it came to hold.</param>
/// <param name="Cause">Why.</param>
/// <param name="From">The due time until then; left out = none.</param>
/// <param name="To">The due time from then on; left out = it stands still.</param>
/// <param name="Basis">What it was counted from.</param>
/// <param name="StoodSince">Since when it had stood still, for time that was given back.</param>
/// <param name="Why">The same in words.</param>
internal sealed record DeadlineAnswer(DateTimeOffset At, DeadlineCause Cause, DateTimeOffset? From, DateTimeOffset? To, ActorAnswer By, DueBasis? Basis, DateTimeOffset? StoodSince, string? Reason, LocalizedText Why)
{
    public static DeadlineAnswer Of(DeadlineLine line, Naming names) =>
        new(line.At, line.Cause, line.From, line.To, ActorAnswer.From(line.By)!, line.Basis, line.StoodSince, line.Reason, DeadlineTexts.Why(line, names));
}

/// <summary>Who did something.</summary>
/// <param name="For">The absent person in whose place it was done.</param>
internal sealed record ActorAnswer(string Id, string Name, PersonName? For)
{
    public static ActorAnswer? From(Actor? actor) => actor is null ? null : new(actor.PersonId, actor.Name, actor.OnBehalfOf);
}

/// <summary>A ticket with its trail.</summary>
/// <param name="Variables">Values of the workflow's variables.</param>
internal sealed record TicketAnswer(InstanceItem Ticket, JsonObject Input, JsonObject Output, JsonObject Variables, IReadOnlyList<Incident> Incidents, IReadOnlyList<TaskAnswer> Tasks, IReadOnlyList<HistoryAnswer> History)
{
    public static TicketAnswer From(InstanceDetail detail) => new(
        detail.Item, detail.Instance.Input, detail.Instance.Output, detail.Instance.Execution.Variables, detail.Instance.Incidents,
        [.. detail.Tasks.Select(TaskAnswer.From)],
        [.. detail.History.Select(h => new HistoryAnswer(h.Sequence, h.At, h.CommandId, ActorAnswer.From(h.By)!, h.Event))]);
}

/// <summary>One recorded fact.</summary>
internal sealed record HistoryAnswer(long Sequence, DateTimeOffset At, Guid CommandId, ActorAnswer By, InstanceEvent Event);
