using System.Collections.Immutable;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Approvals;

/// <summary>What can be wrong with an approval in a definition.</summary>
internal static class ApprovalChecks
{
    public static void Check(ActivityNode node, ActivityChecks checks)
    {
        var spec = ApprovalSpec.Of(node);
        foreach (var (member, value, allowed) in spec.Unknown)
        {
            checks.OneOf(member, value, allowed);
        }

        UserTaskChecks.CheckTask(spec.Task, checks);
        foreach (var outcome in spec.Task.Outcomes.Where(o => o.Name is not (ApprovalSpec.Approved or ApprovalSpec.Rejected)))
        {
            checks.Error("approval.outcome", new LocalizedText($"审批只有 Approved 和 Rejected 两个结果，没有“{outcome.Name}”", $"An approval has the outcomes Approved and Rejected, not '{outcome.Name}'"));
        }

        CheckApprovers(spec, checks);
        CheckVote(spec, checks);
    }

    private static void CheckApprovers(ApprovalSpec spec, ActivityChecks checks)
    {
        if (spec.Approvers.IsEmpty && spec.OnEmpty == EmptyPolicy.Refuse)
        {
            checks.Error("approval.no-approver", new LocalizedText("没有审批人", "There is no approver"));
        }

        if (spec.OnEmpty == EmptyPolicy.Fallback && spec.Fallback.IsEmpty)
        {
            checks.Error("approval.no-fallback", new LocalizedText("onEmpty 为 Fallback，但没有 fallback 审批人", "onEmpty is Fallback, but there is no fallback approver"));
        }

        ImmutableArray<ApproverSpec> all = [.. spec.Approvers, .. spec.Fallback];
        foreach (var approver in all)
        {
            if (approver.People is null && string.IsNullOrEmpty(approver.Role))
            {
                checks.Error("approval.no-approver", new LocalizedText("审批人既没有 person/people 也没有 role", "An approver has neither person, people nor role"));
            }

            if (approver.Weight < 1)
            {
                checks.Error("approval.weight", new LocalizedText($"权重 {approver.Weight} 应不小于 1", $"The weight {approver.Weight} must be 1 or more"));
            }
        }

        foreach (var expression in all.SelectMany(a => new[] { a.People, a.Unit }).OfType<Expression>())
        {
            checks.Expression(expression);
        }
    }

    private static void CheckVote(ApprovalSpec spec, ActivityChecks checks)
    {
        var rule = spec.Rule;
        if (rule.Mode != ApprovalMode.Vote)
        {
            if (rule.Percent is not null || rule.Weight is not null)
            {
                checks.Warning("approval.needed-unused", new LocalizedText("只有票签(Vote)使用 needed", "Only a vote uses needed"));
            }

            return;
        }

        if (rule.Percent is null == rule.Weight is null)
        {
            checks.Error("approval.needed", new LocalizedText("票签须写明 needed：percent 或 weight，二者取一", "A vote must say what is needed: percent or weight, one of the two"));
        }

        if (rule.Percent is <= 0 or > 100)
        {
            checks.Error("approval.needed", new LocalizedText($"needed.percent 应大于 0 且不超过 100，现为 {rule.Percent}", $"needed.percent must be above 0 and up to 100; it is {rule.Percent}"));
        }

        var isKnown = spec.Approvers.All(a => !a.Each && a.People is null or { Kind: ExpressionKind.Literal });
        if (rule.Weight is { } weight && (weight < 1 || (isKnown && weight > spec.Approvers.Sum(a => a.Weight))))
        {
            checks.Error("approval.needed", new LocalizedText($"needed.weight {weight} 不可能达到", $"The weight {weight} can never be reached"));
        }
    }
}
