namespace Workflows.Core.Forms;

/// <summary>What is wrong with one field of a submitted form.</summary>
/// <param name="Path">Where: <c>findings</c>, or <c>rows[2].reading</c> inside a repeating group; empty for a rule over several fields.</param>
/// <param name="Code">Stable code: <c>required</c>, <c>range</c>, <c>type</c>, <c>unknown</c>, <c>rule</c> …</param>
/// <param name="Message">What to do, for the person; names the field by its label.</param>
public sealed record FieldProblem(string Path, string Code, LocalizedText Message);
