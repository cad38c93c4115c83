using Workflows.Core;

namespace Designer.Studio.Drawing;

/// <summary>Words that stand at a step of a drawing.</summary>
/// <param name="Text">The words; one short line.</param>
/// <param name="Heat">How strongly the step is coloured, 0 (not at all) to 4. The words tell it without the colour.</param>
public sealed record FlowNote(LocalizedText Text, int Heat = 0);
