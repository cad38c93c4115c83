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
/// <param name="Columns">For a table: its columns in the order of evaluation, each with what its cells read.</param>
internal sealed record PlanStep(
    FormField Field, string? Parent, FrozenSet<string> ValueReads, FrozenSet<string> CheckReads, bool ChecksReadEverything, ImmutableArray<PlanColumn> Columns);

/// <summary>A column of a table in the order of evaluation.</summary>
/// <param name="Field">The column.</param>
/// <param name="Place">Its place among the columns of the table.</param>
/// <param name="Value">What decides the visibility, the being read-only and the value of a cell.</param>
/// <param name="Check">What decides what is demanded of a cell, and what a context column shows.</param>
internal sealed record PlanColumn(FormField Field, int Place, CellReads Value, CellReads Check);

/// <summary>What some expressions of a column read.</summary>
internal sealed class CellReads(IReadOnlyCollection<FormExpression> expressions)
{
    private readonly FrozenSet<string> _fields = expressions.SelectMany(e => e.Reads).ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _columns = expressions.SelectMany(e => e.RowReads).ToFrozenSet(StringComparer.Ordinal);
    private readonly bool _everyField = expressions.Any(e => e.ReadsEverything);
    private readonly bool _wholeRow = expressions.Any(e => e.ReadsWholeRow);

    /// <summary>Whether something of this is read.</summary>
    /// <param name="fields">Fields of the form.</param>
    /// <param name="columns">Columns of the same row.</param>
    public bool Overlap(HashSet<string> fields, HashSet<string> columns) =>
        (fields.Count > 0 && (_everyField || _fields.Overlaps(fields))) || (columns.Count > 0 && (_wholeRow || _columns.Overlaps(columns)));
}
