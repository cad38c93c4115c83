using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>What can be decided without filling anything in.</summary>
/// <param name="Outcomes">The outcomes that accept the form as it stands, in the order of the buttons.</param>
/// <param name="Data">The form as it stands, to be handed in with one of them.</param>
public sealed record PlainDecision(ImmutableArray<TaskOutcome> Outcomes, JsonObject Data)
{
    /// <summary>Nothing can be.</summary>
    public static PlainDecision None { get; } = new([], []);

    internal static PlainDecision Of(WorkflowPackage package, HumanTask task, DateTimeOffset now)
    {
        if (!task.IsOpen || task.Delegator is not null)
        {
            return None;
        }

        if (task.FormKey is null)
        {
            return new PlainDecision(task.Outcomes, []);
        }

        if (!package.Forms.TryGetValue(task.FormKey, out var form))
        {
            return None;
        }

        var state = FormState.Create(form, new FormStep(task.Data, task.ReadOnlyFields, task.HiddenFields, now));
        return new PlainDecision(
            [.. task.Outcomes.Where(o => (o.SkipsValidation ? state.StructuralProblems : state.Problems).IsEmpty)],
            state.Data());
    }
}
