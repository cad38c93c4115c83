using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>How one field (or one cell of a table) stands at the moment. Changed only by <see cref="FormState"/>.</summary>
public sealed class FieldState
{
    internal FieldState(FormField field, string path) => (Field, Path) = (field, path);

    /// <summary>The field or column.</summary>
    public FormField Field { get; }

    /// <summary>Where it stands in the data: <c>findings</c>, <c>rows[2].reading</c>.</summary>
    public string Path { get; }

    /// <summary>Whether it is shown.</summary>
    public bool Visible { get; internal set; }

    /// <summary>Whether it cannot be changed by the person: read-only or computed.</summary>
    public bool ReadOnly { get; internal set; }

    /// <summary>Whether it must have a value.</summary>
    public bool Required { get; internal set; }

    /// <summary>The value as it counts: empty while the field is not visible. For a context field what it shows. Not to be changed in place.</summary>
    public JsonNode? Value { get; internal set; }

    /// <summary>For a choice from a source: the value of the source's argument.</summary>
    public string? SourceArgument { get; internal set; }

    /// <summary>What is wrong with it; without the problems of a table's cells.</summary>
    public ImmutableArray<FieldProblem> Problems { get; internal set; } = [];

    /// <summary>For a table: its rows.</summary>
    public ImmutableArray<RowState> Rows { get; internal set; } = [];

    /// <summary>Grows with every change that a person could see.</summary>
    public int Revision { get; internal set; }

    /// <summary>What an input shows: what was typed, finished or not; of a read-only field its value. Not to be changed in place.</summary>
    public JsonNode? Input => ReadOnly ? Value : Typed;

    internal JsonNode? Typed { get; set; }

    internal JsonNode? Initial { get; init; }

    internal bool IsReadOnlyByStep { get; init; }

    internal ValueProblem? TypedProblem { get; set; }

    internal ImmutableArray<LocalizedText> Failures { get; set; } = [];

    internal bool HasStructuralProblem { get; set; }
}

/// <summary>One row of a table.</summary>
public sealed class RowState
{
    internal RowState(int index, ImmutableArray<FieldState> cells, Jint.Native.JsObject script) => (Index, Cells, Script) = (index, cells, script);

    /// <summary>Its place, from 0.</summary>
    public int Index { get; }

    /// <summary>Its cells in the order of the columns.</summary>
    public ImmutableArray<FieldState> Cells { get; }

    /// <summary>The cell of a column.</summary>
    public FieldState this[string column] => Cells.First(cell => cell.Field.Key == column);

    /// <summary>The row as expressions see it.</summary>
    internal Jint.Native.JsObject Script { get; }

    /// <summary>The columns whose cells were evaluated since the row was looked at for what is wrong.</summary>
    internal HashSet<string> Touched { get; init; } = [];

    /// <summary>Those of them that have another value now.</summary>
    internal HashSet<string> Moved { get; init; } = [];
}
