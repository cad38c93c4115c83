namespace Workflows.Core.Forms;

/// <summary>What is wrong with the definition of a form.</summary>
/// <param name="Path">Where in the file: <c>fields[3].columns[1].required</c>; empty for the file as a whole.</param>
/// <param name="Code">Stable code: <c>form.unknown-kind</c>, <c>form.duplicate-key</c>, <c>form.unknown-field</c>, <c>form.expression</c>, <c>form.cycle</c> …</param>
/// <param name="IsError">Whether the form cannot be used; otherwise a warning.</param>
/// <param name="Message">What to do.</param>
public sealed record FormFault(string Path, string Code, bool IsError, LocalizedText Message);
