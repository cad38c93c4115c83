using Designer.Editing.Layout;
using Workflows.Core;

namespace Designer.Editing.Flows.Edits;

/// <summary>Puts steps elsewhere on the drawing.</summary>
/// <param name="Centres">The middle of each step, by id.</param>
/// <param name="IsArranging">Whether the machine arranged them.</param>
public sealed record MoveSteps(IReadOnlyDictionary<string, DiagramPoint> Centres, bool IsArranging = false) : FlowEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => IsArranging ? new("自动排列", "Arrange") : new("移动", "Move");

    internal override Refusal? Apply(FlowChange flow)
    {
        foreach (var (id, centre) in Centres)
        {
            if (flow.Find(id) is not { } step)
            {
                return EditRefusals.StepGone(id);
            }

            StepPlaces.Put(step, centre);
        }

        return null;
    }
}
