using Designer.Editing.Text;

namespace Designer.Editing.Flows;

/// <summary>One person's editing of a flow.</summary>
/// <param name="document">What to begin with: as it is saved.</param>
public sealed class FlowEditor(FlowDocument document) : DocumentEditor<FlowDocument, FlowEdit>(document);
