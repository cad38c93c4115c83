using System.Collections.Immutable;
using Workflows.Core.Forms;

namespace Workflows.Core;

/// <summary>Why a command was not carried out. A refusal is a value: nothing has changed, and the person can be told why.</summary>
/// <param name="Code">Stable, dotted, lower case (<c>task.not-yours</c>); callers may switch on it.</param>
/// <param name="Message">A sentence for the person, with what to do next.</param>
public sealed record Refusal(string Code, LocalizedText Message)
{
    /// <summary>The fields that are wrong, when the command carried a form; empty otherwise.</summary>
    public ImmutableArray<FieldProblem> Fields { get; init; } = [];
}
