using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;

namespace Host.Tasks;

/// <summary>
/// Refuses a submission that chose what its source does not have: a station of another county, a person who has left. The engine knows
/// no organisation, so this is asked before it decides, with the sources that the page searched with.
/// </summary>
internal sealed class FormChoiceGuard(IDefinitionCatalog catalog, FormSources sources, TimeProvider clock) : ICommandGuard
{
    public async ValueTask<Refusal?> CheckAsync(InstanceCommand command, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (command is not CompleteTask complete
            || instance.Tasks.FirstOrDefault(t => t.Id == complete.TaskId) is not { IsOpen: true, FormKey: { } key } task
            || await catalog.FindAsync(instance.DefinitionId, instance.DefinitionVersion, cancellationToken) is not { } package
            || package.Forms.GetValueOrDefault(key) is not { } form)
        {
            return null;
        }

        var step = new FormStep(task.Data, task.ReadOnlyFields, task.HiddenFields, clock.GetUtcNow().ToOffset(WorkingCalendar.Default.Offset));
        var problems = await FormMembership.CheckAsync(form, step, complete.Data, sources.For(command.By), cancellationToken);
        return problems.IsEmpty
            ? null
            : new Refusal("form.invalid", new LocalizedText("表单里有选项不在可选范围内，请按提示重新选择。", "A choice in the form is not among its options; choose again as told.")) { Fields = problems };
    }
}
