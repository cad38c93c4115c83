using System.Collections.Immutable;

namespace Workflows.Core.Forms;

/// <summary>What came out of reading a form.</summary>
/// <param name="Form">The form; <see langword="null"/> when there is an error.</param>
/// <param name="Faults">Errors and warnings in the order of the file.</param>
public sealed record FormReading(FormDefinition? Form, ImmutableArray<FormFault> Faults);
