namespace Designer.Forms;

/// <summary>The renderer's own JavaScript.</summary>
internal static class FormModule
{
    /// <summary>Address of the module, relative to the page's base.</summary>
    public const string Path = "./_content/Designer.Forms/js/forms.js";
}
