namespace Designer.Studio.Forms;

/// <summary>Where the host shows the designer of a form.</summary>
public static class FormAddress
{
    /// <summary>The forms of a workflow, and what they share.</summary>
    public static string All(string definitionId) => $"/definitions/{Uri.EscapeDataString(definitionId)}/design/forms";

    /// <summary>The designer of a file: <c>forms/on-site.json</c>, <c>groups/customer.json</c>, <c>codes/problem.json</c>.</summary>
    public static string Of(string definitionId, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return $"/definitions/{Uri.EscapeDataString(definitionId)}/design/{path[..^".json".Length]}";
    }

    /// <summary>Where a form for a step is made.</summary>
    public static string New(string definitionId, string stepId) => $"{All(definitionId)}?step={Uri.EscapeDataString(stepId)}";
}
