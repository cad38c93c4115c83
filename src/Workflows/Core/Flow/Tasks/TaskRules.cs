using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Tasks;

/// <summary>The policy of human tasks, one named rule each. A rule answers with the refusal, or with <see langword="null"/> when it holds.</summary>
internal static class TaskRules
{
    /// <summary>The first rule that is broken.</summary>
    public static Refusal? FirstBroken(params ReadOnlySpan<Func<Refusal?>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule() is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    public static Refusal? TheActorIsNotExcluded(HumanTask task, Actor by) =>
        task.Excluded.Contains(by.PersonId)
            ? Refusals.Of("task.excluded", "您参与过前面的步骤,不能办理此任务,请由其他人办理", "You took part in an earlier step and may not do this task; somebody else must do it")
            : null;

    public static Refusal? OnlyTheAssigneeOrACandidateMayAct(HumanTask task, Actor by) =>
        by.IsSystem || task.MayBeDoneBy(by) || task.Excluded.Contains(by.PersonId)
            ? null
            : task.Assignee is { } assignee
                ? Refusals.Of("task.not-yours", $"任务已由 {assignee} 领取,如需办理请其转办或释放", $"{assignee} has this task; ask them to hand it over or to release it")
                : Refusals.Of("task.not-yours", "您不在此任务的候选人之中", "You are not among the people who may do this task");

    public static Refusal? NobodyHasTakenIt(HumanTask task, Actor by) => task.Assignee switch
    {
        null => null,
        var me when me == by.PersonId => Refusals.Of("task.already-claimed", "您已经领取了此任务", "You have this task already"),
        var other => Refusals.Of("task.already-claimed", $"任务已被 {other} 领取", $"{other} has taken this task"),
    };

    public static Refusal? OnlyTheAssigneeMayRelease(HumanTask task, Actor by) =>
        task.Assignee == by.PersonId || (by.IsSystem && task.Assignee is not null)
            ? null
            : Refusals.Of("task.not-yours", "只有领取人可以释放任务", "Only the person who has the task can release it");

    public static Refusal? ItCanGoBackToAPool(HumanTask task) =>
        task.Candidates.IsEmpty
            ? Refusals.Of("task.no-pool", "此任务是直接指派的,没有候选人,请改用转办", "This task was assigned directly and has no other candidates; hand it over instead")
            : null;

    public static Refusal? ItGoesToSomebodyElse(HumanTask task, string toPersonId) => toPersonId switch
    {
        "" => Refusals.Of("task.no-receiver", "请选择转办给谁", "Choose who is to get the task"),
        _ when task.Assignee == toPersonId => Refusals.Of("task.already-claimed", $"任务已在 {toPersonId} 名下", $"{toPersonId} has this task already"),
        _ when task.Excluded.Contains(toPersonId) => Refusals.Of("task.excluded", $"{toPersonId} 参与过前面的步骤,不能办理此任务", $"{toPersonId} took part in an earlier step and may not do this task"),
        _ => null,
    };

    public static Refusal? TheOutcomeExists(HumanTask task, string outcome) =>
        task.Outcomes.Any(o => o.Name == outcome)
            ? null
            : Refusals.Of("task.unknown-outcome", $"此任务没有“{outcome}”这个结果,可选:{string.Join("、", task.Outcomes.Select(o => o.Label.Zh))}", $"This task has no outcome '{outcome}'; there are: {string.Join(", ", task.Outcomes.Select(o => o.Name))}");

    public static Refusal? ACommentIsGivenWhereOneIsDemanded(HumanTask task, string outcome, string? comment) =>
        task.Outcomes.First(o => o.Name == outcome) is { CommentRequired: true } chosen && string.IsNullOrWhiteSpace(comment)
            ? Refusals.Of("task.comment-required", $"选择“{chosen.Label.Zh}”时必须填写意见", $"A comment is required for '{chosen.Label.En}'")
            : null;
}
