using Workflows.Core.Definitions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Tasks;

namespace Workflows.Core.Checks;

/// <summary>What people call an outcome: the words on the button of a task, yes or no of a decision; any other by its name.</summary>
internal static class OutcomeWords
{
    public static LocalizedText Of(ActivityNode activity, string port) => (activity.Kind, port) switch
    {
        (UserTaskActivity or ApprovalActivity, _) => UserTaskSpec.Of(activity).Outcomes.FirstOrDefault(o => o.Name == port)?.Label ?? LocalizedText.Same(port),
        (FlowDecisionActivity, "True") => new("是", "Yes"),
        (FlowDecisionActivity, "False") => new("否", "No"),
        (_, "Default") => new("其他", "Otherwise"),
        _ => LocalizedText.Same(port),
    };
}
