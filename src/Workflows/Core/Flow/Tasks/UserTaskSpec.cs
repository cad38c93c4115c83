using System.Collections.Immutable;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>Who may take a task, as the definition says it.</summary>
internal sealed record CandidateSpec(Expression? Person, string? Role, Expression? Unit);

/// <summary>A rung of the escalation ladder.</summary>
/// <param name="Name">Such as <c>reminder</c>; the timer carries it.</param>
/// <param name="At">When, relative to the due time; as written.</param>
/// <param name="To">Who is told.</param>
/// <param name="Template">By which mail; <see langword="null"/> = by none.</param>
/// <param name="Reassign">Who gets the task from then on; empty = it stays where it is.</param>
/// <param name="Decide">The outcome that the machine decides for; <see langword="null"/> = people are only told.</param>
internal sealed record RungSpec(string Name, string? At, ImmutableArray<RecipientSpec> To, string? Template, ImmutableArray<RecipientSpec> Reassign, string? Decide, bool Urgent);

/// <summary>The plain members of a <c>ClosedLoop.UserTask</c>, read once per definition.</summary>
internal sealed record UserTaskSpec
{
    public required LocalizedText Title { get; init; }

    public string? FormKey { get; init; }

    public ImmutableArray<string> ReadOnlyFields { get; init; } = [];

    public ImmutableArray<string> HiddenFields { get; init; } = [];

    public ImmutableArray<CandidateSpec> Candidates { get; init; } = [];

    public ImmutableArray<TaskOutcome> Outcomes { get; init; } = [];

    public ImmutableArray<RungSpec> Ladder { get; init; } = [];

    public string? MailOnCreate { get; init; }

    /// <summary>How it may be decided by mail; <see langword="null"/> = not at all.</summary>
    public MailDecisionSpec? ByMail { get; init; }

    /// <summary>The due time: a span or an instant.</summary>
    public Expression? Due { get; init; }

    /// <summary>Whether its due time stands still while another person is asked for an opinion.</summary>
    public bool StopsWhileDelegated { get; init; }

    /// <summary>Whether its doer may send the flow back to an earlier step.</summary>
    public bool MaySendBack { get; init; }

    /// <summary>Whether it may be decided together with others, from the list.</summary>
    public bool MayBeBulk { get; init; }

    /// <summary>The task that an activity of either kind makes.</summary>
    public static UserTaskSpec Of(ActivityNode node) => node.Kind is ApprovalActivity ? ApprovalSpec.Of(node).Task : node.Spec(Read);

    public static UserTaskSpec Read(ActivityNode node)
    {
        var json = node.Json;
        return new UserTaskSpec
        {
            Title = JsonRead.Localized(json["title"]) ?? LocalizedText.Same(node.Label),
            FormKey = JsonRead.Text(json, "formKey") is { Length: > 0 } key ? key : null,
            ReadOnlyFields = [.. JsonRead.Texts(json["readOnlyFields"])],
            HiddenFields = [.. JsonRead.Texts(json["hiddenFields"])],
            Candidates = [.. JsonRead.Objects(json["candidates"]).Select(c => new CandidateSpec(
                c["person"] is { } person ? Expression.ReadLoose(person) : null,
                JsonRead.Text(c, "role"),
                c["unit"] is { } unit ? Expression.ReadLoose(unit) : null))],
            Outcomes = ReadOutcomes(json),
            Ladder = [.. JsonRead.Objects(json["ladder"]).Select((r, i) => new RungSpec(
                JsonRead.Text(r, "rung") ?? $"rung-{i + 1}",
                JsonRead.Text(r, "at"),
                RecipientSpec.Read(r["to"]),
                JsonRead.Text(r, "template"),
                RecipientSpec.Read(r["reassign"]),
                JsonRead.Text(r, "decide"),
                JsonRead.Flag(r, "urgent")))],
            MailOnCreate = JsonRead.Text(json, "mailOnCreate") is { Length: > 0 } mail ? mail : null,
            MaySendBack = JsonRead.Flag(json, "maySendBack"),
            MayBeBulk = JsonRead.Flag(json, "mayBeBulk"),
            ByMail = MailDecisionSpec.Read(json["decideByMail"]),
            StopsWhileDelegated = JsonRead.Flag(json, "stopsWhileDelegated"),
            Due = json["due"] is { } due ? Expression.ReadLoose(due) : null,
        };
    }

    /// <summary>Without outcomes a task has one: Done.</summary>
    private static ImmutableArray<TaskOutcome> ReadOutcomes(System.Text.Json.Nodes.JsonObject json)
    {
        ImmutableArray<TaskOutcome> outcomes =
        [
            .. JsonRead.Objects(json["outcomes"]).Where(o => JsonRead.Text(o, "name") is { Length: > 0 }).Select(o =>
            {
                var name = JsonRead.Text(o, "name")!;
                return new TaskOutcome(
                    name,
                    JsonRead.Localized(o["label"]) ?? LocalizedText.Same(name),
                    JsonRead.Flag(o, "commentRequired"),
                    JsonRead.Flag(o, "skipsValidation"),
                    JsonRead.Text(o, "intent") is "danger" or "neutral" ? JsonRead.Text(o, "intent")! : "primary");
            }),
        ];
        return outcomes.IsEmpty ? [new TaskOutcome("Done", new LocalizedText("完成", "Done"))] : outcomes;
    }
}
