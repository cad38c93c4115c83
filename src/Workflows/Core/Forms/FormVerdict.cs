using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>What the judge says of a submitted form.</summary>
/// <param name="Accepted">What is stored; <see langword="null"/> while there is a problem.</param>
/// <param name="Problems">What is wrong, in the order of the form; empty when accepted.</param>
public sealed record FormVerdict(JsonObject? Accepted, ImmutableArray<FieldProblem> Problems);
