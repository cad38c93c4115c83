using Designer.Editing.Text;

namespace Designer.Editing.Forms;

/// <summary>One person's editing of a form.</summary>
/// <param name="document">What to begin with: as it is saved.</param>
public sealed class FormEditor(FormDocument document) : DocumentEditor<FormDocument, FormEdit>(document);
