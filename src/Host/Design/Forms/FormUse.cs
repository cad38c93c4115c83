using Workflows.Core;
using Workflows.Core.Definitions;

namespace Host.Design.Forms;

/// <summary>A step that shows a form.</summary>
/// <param name="Path">The form's file.</param>
/// <param name="Workflow">Name of the workflow, or of the component that the step belongs to.</param>
/// <param name="Step">What the step is called.</param>
internal sealed record FormUse(string Path, string Workflow, LocalizedText Step)
{
    /// <summary>Every use in a workflow folder.</summary>
    public static IEnumerable<FormUse> Of(IReadOnlyDictionary<string, string> files)
    {
        try
        {
            var definition = WorkflowDefinitionReader.Read(files["workflow.json"], "workflow.json", null, WorkflowPackageReader.Components(files));
            return [.. from step in definition.Activities
                       where JsonRead.Text(step.Json, "formKey") is { Length: > 0 }
                       select new FormUse($"forms/{JsonRead.Text(step.Json, "formKey")}.json", definition.Name, step.Title)];
        }
        catch (DefinitionUnreadableException)
        {
            return []; // The flow designer says what is wrong with it.
        }
    }
}
