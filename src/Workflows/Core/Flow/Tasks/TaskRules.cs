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
        task.IsExcluded(by)
            ? Refusals.Of("task.excluded", "您参与过前面的步骤，不能办理此任务，请由其他人办理", "You took part in an earlier step and may not do this task; somebody else must do it")
            : null;

    public static Refusal? OnlyTheAssigneeOrACandidateMayAct(HumanTask task, Actor by) =>
        by.IsSystem || task.MayBeDoneBy(by) || task.IsExcluded(by)
            ? null
            : task.Assignee is { } assignee
                ? Refusals.Of("task.not-yours", $"任务已由 {Refusals.Person(assignee)} 认领，如需办理请其转办或释放", $"{Refusals.Person(assignee)} has this task; ask them to hand it over or to release it")
                : Refusals.Of("task.not-yours", "您不在此任务的候选人之中", "You are not among the people who may do this task");

    public static Refusal? NobodyHasTakenIt(HumanTask task, Actor by) => task.Assignee switch
    {
        null => null,
        var me when me == by.ActsAs => Refusals.Of("task.already-claimed", "您已经认领了此任务", "You have this task already"),
        var other => Refusals.Of("task.already-claimed", $"任务已被 {Refusals.Person(other)} 认领", $"{Refusals.Person(other)} has taken this task"),
    };

    public static Refusal? OnlyTheAssigneeMayRelease(HumanTask task, Actor by) =>
        task.Assignee == by.ActsAs || (by.IsSystem && task.Assignee is not null)
            ? null
            : Refusals.Of("task.not-yours", "只有处理人可以释放任务", "Only the person who has the task can release it");

    public static Refusal? ItCanGoBackToAPool(HumanTask task) =>
        task.Candidates.IsEmpty
            ? Refusals.Of("task.no-pool", "此任务是直接指派的，没有候选人，请改用转办", "This task was assigned directly and has no other candidates; hand it over instead")
            : null;

    public static Refusal? ItGoesToSomebodyElse(HumanTask task, string toPersonId) => toPersonId switch
    {
        "" => Refusals.Of("task.no-receiver", "请选择转办给谁", "Choose who is to get the task"),
        _ when task.Assignee == toPersonId => Refusals.Of("task.already-claimed", $"任务已在 {Refusals.Person(toPersonId)} 名下", $"{Refusals.Person(toPersonId)} has this task already"),
        _ when task.Excluded.Contains(toPersonId) => Refusals.Of("task.excluded", $"{Refusals.Person(toPersonId)} 参与过前面的步骤，不能办理此任务", $"{Refusals.Person(toPersonId)} took part in an earlier step and may not do this task"),
        _ => null,
    };

    public static Refusal? ItIsNotDelegated(HumanTask task) =>
        task.Delegator is { } delegator
            ? Refusals.Of("task.delegated", $"{Refusals.Person(delegator)} 委派您提供意见，请“回复意见”，由 {Refusals.Person(delegator)} 作决定", $"{Refusals.Person(delegator)} asked for an opinion; give it back with one and {Refusals.Person(delegator)} decides")
            : null;

    public static Refusal? ItIsDelegated(HumanTask task) =>
        task.Delegator is null ? Refusals.Of("task.not-delegated", "此任务没有委派给别人", "This task is not delegated") : null;

    public static Refusal? OnlyDelegateOrDelegatorMayResolve(HumanTask task, Actor by) =>
        task.Assignee == by.ActsAs || task.Delegator == by.ActsAs || by.Has(Roles.Administrator)
            ? null
            : Refusals.Of("task.not-yours", "只有受委派人或委派人可以交回任务", "Only the one who was asked, or the one who asked, can give it back");

    public static Refusal? TheDelegateSaysSomething(HumanTask task, Actor by, string? opinion) =>
        task.Assignee == by.ActsAs && string.IsNullOrWhiteSpace(opinion)
            ? Refusals.Of("task.comment-required", "请填写意见后再交回", "Write the opinion, then give it back")
            : null;

    public static Refusal? ItIsNotUrgedTooOften(HumanTask task, DateTimeOffset now) => task switch
    {
        { Urged: >= MaxUrges } => Refusals.Of("urge.limit", $"此任务已催办 {task.Urged} 次，不能再催", $"This task has been urged {task.Urged} times; no more is possible"),
        { UrgedAt: { } last } when now - last < UrgeInterval => Refusals.Of("urge.too-soon", $"两次催办至少间隔 {UrgeInterval.TotalHours} 小时，请稍后再催", $"There must be {UrgeInterval.TotalHours} hours between two urges; wait a little"),
        _ => null,
    };

    public static Refusal? PeopleAreNamed(IReadOnlyList<string> people) =>
        people.Count is 0 or > MaxPeople || people.Any(string.IsNullOrWhiteSpace)
            ? Refusals.Of("people.required", $"请选择 1 到 {MaxPeople} 个人", $"Choose 1 to {MaxPeople} people")
            : null;

    public static Refusal? TheTextIsOfAFairLength(string? text) => string.IsNullOrWhiteSpace(text)
        ? Refusals.Of("comment.required", "请填写内容", "Write something first")
        : text.Length > MaxText ? Refusals.Of("comment.too-large", $"内容不能超过 {MaxText} 个字符", $"It must not be longer than {MaxText} characters") : null;

    /// <summary>How often a task may be urged.</summary>
    public const int MaxUrges = 3;

    /// <summary>How many people one command may name.</summary>
    public const int MaxPeople = 100;

    /// <summary>Longest comment in characters.</summary>
    public const int MaxText = 2000;

    /// <summary>How long must lie between two urges of a task.</summary>
    public static readonly TimeSpan UrgeInterval = TimeSpan.FromHours(2);

    public static Refusal? TheOutcomeExists(HumanTask task, string outcome) =>
        task.Outcomes.Any(o => o.Name == outcome)
            ? null
            : Refusals.Of("task.unknown-outcome", $"此任务没有“{outcome}”这个结果，可选：{string.Join("、", task.Outcomes.Select(o => o.Label.Zh))}", $"This task has no outcome '{outcome}'; there are: {string.Join(", ", task.Outcomes.Select(o => o.Name))}");

    public static Refusal? ACommentIsGivenWhereOneIsDemanded(HumanTask task, string outcome, string? comment) =>
        task.Outcomes.First(o => o.Name == outcome) is { CommentRequired: true } chosen && string.IsNullOrWhiteSpace(comment)
            ? Refusals.Of("task.comment-required", $"选择“{chosen.Label.Zh}”时必须填写意见", $"A comment is required for '{chosen.Label.En}'")
            : null;
}
