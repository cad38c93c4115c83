using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <summary>The policy of what operators do by hand, one named rule each.</summary>
internal static class OperatorRules
{
    public static Refusal? AReasonIsGiven(OperatorCommand command) => string.IsNullOrWhiteSpace(command.Reason)
        ? Refusals.Of("operator.reason-required", "请填写原因，它会记入流程轨迹", "Give a reason; it goes into the trail")
        : null;

    public static Refusal? ItWaitsOrHasFailed(Step step, Execution? execution) =>
        execution is not null && (execution.IsFaulted || step.Bookmarks.Any(b => b.ActivityInstanceId == execution.Id))
            ? null
            : Refusals.Of("operator.not-waiting", "这一步没有在等待，也没有出错；请刷新后再看流程停在哪里", "This step neither waits nor has failed; refresh and look where the flow is");

    public static Refusal? ThePortExists(ActivityNode node, string outcome) =>
        node.Kind?.Ports(node) is { Count: > 0 } ports && !ports.Contains(outcome)
            ? Refusals.Of("operator.unknown-port", $"“{node.Label}”没有“{outcome}”这个出口，可选：{string.Join("、", ports)}", $"'{node.Label}' has no port '{outcome}'; there are: {string.Join(", ", ports)}")
            : null;

    public static Refusal? TheTargetIsBesideIt(Execution execution, string activityId) => execution.Parent switch
    {
        { Node.Kind: FlowchartActivity } flowchart when flowchart.Node.Flowchart.Activities.Any(a => a.Id == activityId) => null,
        _ => Refusals.Of("operator.not-beside", $"只能移到同一流程图中的步骤，其中没有“{activityId}”", $"It can only be moved to a step of the same flowchart; '{activityId}' is not in it"),
    };

    public static Refusal? ItIsDeclared(WorkflowDefinition definition, string name) => definition.Variables.Any(v => v.Name == name)
        ? null
        : Refusals.Of("operator.unknown-variable", $"流程没有声明变量“{name}”", $"The workflow declares no variable '{name}'");

    public static Refusal TheValueFits(string name, ActivityFaultException fault) =>
        Refusals.Of("operator.wrong-value", $"变量“{name}”不能取这个值：{fault.Message}", $"The variable '{name}' cannot have this value: {fault.Message}");

    public static Refusal? ItIsNotPaused(PauseNote? pause) => pause is null
        ? null
        : Refusals.Of("instance.paused", $"流程已由 {Refusals.Person(pause.By)} 暂停：{pause.Reason}。恢复后才能办理", $"{Refusals.Person(pause.By)} has paused this: {pause.Reason}. It can be worked on once it is continued");

    public static Refusal? SomethingWaits(WorkflowInstance instance) => instance.Status == InstanceStatus.Running
        ? null
        : Refusals.Of("instance.nothing-waits", "流程因故障停下，没有可以暂停的步骤。请处理故障", "The instance has come to a halt with an incident; nothing waits that could be paused. Deal with the incident");

    public static Refusal? ItIsPaused(PauseNote? pause) => pause is not null
        ? null
        : Refusals.Of("instance.not-paused", "流程没有暂停", "The instance is not paused");

    public static Refusal? ItIsAnotherVersion(WorkflowInstance instance, WorkflowPackage to) => instance.DefinitionVersion != to.Definition.Version
        ? null
        : Refusals.Of("migration.same-version", $"流程已在第 {to.Definition.Version} 版上", $"The instance is on version {to.Definition.Version} already");

    public static Refusal NothingIsInTheWay(IReadOnlyList<LocalizedText> blockers) =>
        new("migration.blocked", new LocalizedText(string.Join(" ", blockers.Select(b => b.Zh)), string.Join(" ", blockers.Select(b => b.En))));
}
