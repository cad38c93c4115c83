namespace Workflows.Core.Definitions;

/// <summary>Writes a definition as a file.</summary>
public static class WorkflowDefinitionWriter
{
    /// <summary>The text of the file: the same members, known and unknown, in the same order, as they were read.</summary>
    public static string Write(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return JsonText.Write(definition.Source);
    }
}
