using System.Collections.Immutable;
using Acornima.Ast;
using Jint;

namespace Workflows.Core.Forms;

/// <summary>A JavaScript expression of a form, parsed once; knows which fields it reads.</summary>
public sealed class FormExpression
{
    internal FormExpression(Prepared<Script> script) => Script = script;

    /// <summary>As written.</summary>
    public required string Source { get; init; }

    /// <summary>Keys of the fields read as <c>data.key</c>, each once, sorted.</summary>
    public required ImmutableArray<string> Reads { get; init; }

    /// <summary>Whether it reads <c>data</c> in a way that cannot be seen through, so that any change may concern it.</summary>
    public required bool ReadsEverything { get; init; }

    /// <summary>Keys of the columns read as <c>row.key</c>; only inside a table.</summary>
    public required ImmutableArray<string> RowReads { get; init; }

    /// <summary>Whether it reads <c>row</c> or <c>rowIndex</c> as a whole.</summary>
    public required bool ReadsWholeRow { get; init; }

    internal Prepared<Script> Script { get; }
}
