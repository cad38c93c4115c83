using Microsoft.AspNetCore.Components;

namespace Designer.Studio.Forms;

/// <summary>A part of the form designer.</summary>
public abstract class FormStudioComponent : DesignComponent<FormStudioSession>
{
    /// <summary>What a field of the page says now.</summary>
    protected static string Said(ChangeEventArgs e) => e?.Value as string ?? "";
}
