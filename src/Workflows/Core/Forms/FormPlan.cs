using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Workflows.Core.Forms;

/// <summary>In which order the fields of a form are evaluated, and what each of them reads. Made once with the form.</summary>
internal sealed class FormPlan
{
    public static FormPlan Empty { get; } = new([]);

    private readonly FrozenDictionary<string, string?> _parents;

    public FormPlan(ImmutableArray<PlanStep> steps)
    {
        Steps = steps;
        _parents = steps.ToFrozenDictionary(step => step.Field.Key, step => step.Parent, StringComparer.Ordinal);
    }

    /// <summary>Every field and section once; what a step reads stands before it.</summary>
    public ImmutableArray<PlanStep> Steps { get; }

    /// <summary>Key of the section that a field stands in; <see langword="null"/> = none.</summary>
    public string? ParentOf(string key) => _parents.GetValueOrDefault(key);
}

/// <summary>One field in the order of evaluation.</summary>
/// <param name="Field">The field.</param>
/// <param name="Parent">Key of the section it stands in; <see langword="null"/> = none.</param>
/// <param name="ValueReads">Keys whose values decide its visibility, its being read-only, or its value.</param>
/// <param name="CheckReads">Keys whose values decide what is demanded of it, and what a context field shows.</param>
/// <param name="ChecksReadEverything">Whether what is demanded of it may depend on any field.</param>
/// <param name="Columns">For a table: its columns in the order of evaluation.</param>
internal sealed record PlanStep(
    FormField Field, string? Parent, FrozenSet<string> ValueReads, FrozenSet<string> CheckReads, bool ChecksReadEverything, ImmutableArray<FormField> Columns);
