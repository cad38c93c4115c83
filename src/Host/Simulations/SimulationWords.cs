using Workflows.Core;
using Workflows.Core.Simulation.Replays;

namespace Host.Simulations;

/// <summary>What a simulation took for granted, in words.</summary>
internal static class SimulationWords
{
    /// <summary>The words for an assumption.</summary>
    public static LocalizedText Of(Assumption assumption) => assumption switch
    {
        { Kind: AssumptionKind.StepAssumed, Step: var step, Detail: var outcome } => new(
            $"“{step.Zh}”没有历史：按“{outcome?.Zh}”办理，用时取同岗位步骤的中位数（没有则取全部步骤的），由第一个有权的人办理。",
            $"“{step.En}” has no history: it leaves by “{outcome?.En}”, after the median time of steps of the same role (of all steps when there are none), by the first who may."),
        { Kind: AssumptionKind.OtherDoer, Step: var step, Detail: var person } => new(
            $"“{step.Zh}”当时的办理人在设计稿中无权办理：改由 {person?.Zh} 作同样的决定。",
            $"Who decided “{step.En}” may not in the draft: {person?.En} decides in the same way."),
        { Kind: AssumptionKind.SampleValue, Step: var step, Detail: var field } => new(
            $"“{step.Zh}”的必填项“{field?.Zh}”当时没有问过：填入示例值。",
            $"The required field “{field?.En}” of “{step.En}” was not asked for then: it has a sample value."),
        { Step: var step, Detail: var outcome } => new(
            $"“{step.Zh}”当时的结果“{outcome?.Zh}”在设计稿中没有了：按第一个结果办理。",
            $"The outcome “{outcome?.En}” of “{step.En}” does not exist in the draft: the first one is taken."),
    };
}
