using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Approvals;

/// <summary>An approver as the definition names it.</summary>
/// <param name="People">One person or a list of them.</param>
/// <param name="Role">A role, together with <paramref name="Unit"/>.</param>
/// <param name="Unit">Where the role is held; <see langword="null"/> = anywhere.</param>
/// <param name="Each">Whether everyone who holds the role is asked, each for themselves; otherwise one of them decides for all.</param>
/// <param name="Weight">Weight of the decision in a vote.</param>
internal sealed record ApproverSpec(Expression? People, string? Role, Expression? Unit, bool Each, int Weight);

/// <summary>What to do when nobody is left to ask.</summary>
internal enum EmptyPolicy
{
    /// <summary>The flow stops with an incident, until somebody has put it right.</summary>
    Refuse,

    /// <summary>Approved, marked as the machine's decision.</summary>
    Approve,

    /// <summary>The fallback approvers are asked.</summary>
    Fallback,
}

/// <summary>What to do with somebody who has approved in the approval just before.</summary>
internal enum RepeatPolicy
{
    /// <summary>They are asked again.</summary>
    Ask,

    /// <summary>Their approval is carried over, marked as the machine's.</summary>
    Carry,
}

/// <summary>The plain members of a <c>ClosedLoop.Approval</c>, read once per definition.</summary>
internal sealed record ApprovalSpec
{
    public const string Approved = nameof(ApprovalVerdict.Approved);

    public const string Rejected = nameof(ApprovalVerdict.Rejected);

    private static readonly ImmutableArray<TaskOutcome> StandardOutcomes =
    [
        new(Approved, new LocalizedText("同意", "Approve")),
        new(Rejected, new LocalizedText("不同意", "Reject"), CommentRequired: true, SkipsValidation: true, Intent: "danger"),
    ];

    /// <summary>The tasks that the approvers get.</summary>
    public required UserTaskSpec Task { get; init; }

    public required ApprovalRule Rule { get; init; }

    public ImmutableArray<ApproverSpec> Approvers { get; init; } = [];

    public EmptyPolicy OnEmpty { get; init; }

    public ImmutableArray<ApproverSpec> Fallback { get; init; } = [];

    public RepeatPolicy Repeat { get; init; }

    /// <summary>Whether the requester may approve too.</summary>
    public bool MayApproveOwn { get; init; }

    /// <summary>Words in the file that mean nothing here, with the member they stand in; the checker reports them.</summary>
    public ImmutableArray<(string Member, string Value, string[] Allowed)> Unknown { get; init; } = [];

    public static ApprovalSpec Of(ActivityNode node) => node.Spec(Read);

    private static ApprovalSpec Read(ActivityNode node)
    {
        var json = node.Json;
        var unknown = ImmutableArray.CreateBuilder<(string, string, string[])>();
        T Word<T>(string member, T otherwise)
            where T : struct, Enum
        {
            if (JsonRead.Text(json, member) is not { Length: > 0 } text)
            {
                return otherwise;
            }

            if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value))
            {
                return value;
            }

            unknown.Add((member, text, Enum.GetNames<T>()));
            return otherwise;
        }

        var needed = json["needed"] as JsonObject;
        var task = UserTaskSpec.Read(node);
        return new ApprovalSpec
        {
            Task = task with
            {
                Outcomes = Named(json) ? Complete(task.Outcomes) : StandardOutcomes,
                MaySendBack = JsonRead.Text(json, "maySendBack") is null || task.MaySendBack,
                MayBeBulk = JsonRead.Text(json, "mayBeBulk") is null ? task.FormKey is null : task.MayBeBulk,
            },
            Rule = new ApprovalRule(
                Word("mode", ApprovalMode.All),
                Word("onRejection", RejectionPolicy.Decides) == RejectionPolicy.Waits,
                decimal.TryParse(JsonRead.Text(needed, "percent"), NumberStyles.Number, CultureInfo.InvariantCulture, out var percent) ? percent : null,
                JsonRead.Int(needed, "weight")),
            Approvers = ReadApprovers(json["approvers"]),
            OnEmpty = Word("onEmpty", EmptyPolicy.Refuse),
            Fallback = ReadApprovers(json["fallback"]),
            Repeat = Word("onRepeat", RepeatPolicy.Ask),
            MayApproveOwn = JsonRead.Flag(json, "mayApproveOwn"),
            Unknown = unknown.ToImmutable(),
        };
    }

    private static ImmutableArray<ApproverSpec> ReadApprovers(JsonNode? node) =>
    [
        .. JsonRead.Objects(node).Select(a => new ApproverSpec(
            (a["people"] ?? a["person"]) is { } people ? Expression.ReadLoose(people) : null,
            JsonRead.Text(a, "role"),
            a["unit"] is { } unit ? Expression.ReadLoose(unit) : null,
            JsonRead.Flag(a, "each"),
            JsonRead.Int(a, "weight") ?? 1)),
    ];

    private static bool Named(JsonObject json) => JsonRead.Objects(json["outcomes"]).Any();

    /// <summary>A definition may rename the two buttons; one that it leaves out keeps its standard words.</summary>
    private static ImmutableArray<TaskOutcome> Complete(ImmutableArray<TaskOutcome> own) =>
        [.. own, .. StandardOutcomes.Where(s => !own.Any(o => o.Name == s.Name))];

    private enum RejectionPolicy
    {
        Decides,
        Waits,
    }
}
