namespace Workflows.Core.Forms;

/// <summary>Something that can be chosen.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What is shown.</param>
public sealed record FormOption(string Value, LocalizedText Label);
