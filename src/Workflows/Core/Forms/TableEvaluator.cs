using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Evaluates a table: its rows, each cell in the order of the columns. Rows that nothing has touched keep what they had.</summary>
internal sealed class TableEvaluator(FormScripts scripts, FieldEvaluator fields)
{
    /// <summary>Finds out the rows and their values.</summary>
    /// <param name="rowsMayStay">Whether nothing outside the table that its cells read has changed.</param>
    public void Evaluate(FieldState state, PlanStep step, bool shown, bool locked, bool rowsMayStay)
    {
        var table = (TableField)step.Field;
        var wasLocked = state.ReadOnly;
        var failures = ImmutableArray.CreateBuilder<LocalizedText>();
        fields.EvaluateShape(state, shown, locked, failures);
        state.Failures = failures.ToImmutable();
        if (!state.Visible)
        {
            (state.Rows, state.Value, state.TypedProblem) = ([], new JsonArray(), null);
            return;
        }

        (var source, state.TypedProblem) = TableValue.Rows(table, state.ReadOnly ? state.Initial : state.Typed);
        var initial = state.Initial as JsonArray ?? [];
        if (source is not null && table.FixedRows && !state.ReadOnly && source.Count != initial.Count)
        {
            state.TypedProblem = new("count", FieldMessages.FixedRows(table, initial.Count), Structural: true);
        }

        var old = rowsMayStay && wasLocked == state.ReadOnly ? state.Rows : [];
        state.Rows = [.. (source ?? []).Select((row, index) => Row(state, step, row!.AsObject(), index, index < initial.Count ? initial[index] as JsonObject : null, old))];
        state.Value = new JsonArray([.. state.Rows.Select(Stored)]);
    }

    /// <summary>Finds out what is wrong with the cells.</summary>
    /// <param name="all">Whether something outside the table that the checks read has changed, so that untouched rows are looked at too.</param>
    public void Check(FieldState state, PlanStep step, bool all)
    {
        foreach (var row in state.Rows.Where(row => all || row.IsFresh))
        {
            if (row.Script is { } script)
            {
                scripts.UseRow(script, row.Index);
            }

            foreach (var cell in row.Cells)
            {
                var before = Snapshot.Of(cell);
                fields.Check(cell);
                if (row.IsFresh || !before.Equals(Snapshot.Of(cell)))
                {
                    cell.Revision++;
                }
            }

            row.IsFresh = false;
        }

        state.HasStructuralProblem = state.TypedProblem is { Structural: true } || state.Rows.Any(row => row.Cells.Any(cell => cell.HasStructuralProblem));
    }

    /// <summary>The rows as scripts see them: every column is there.</summary>
    public static JsonArray ForScripts(TableField table, JsonArray stored) =>
        [.. stored.Select(row => new JsonObject(table.Columns.Where(column => column.HoldsValue).Select(column =>
            KeyValuePair.Create(column.Key, row![column.Key]?.DeepClone() ?? column.Empty))))];

    private RowState Row(FieldState state, PlanStep step, JsonObject typed, int index, JsonObject? initial, ImmutableArray<RowState> old)
    {
        if (index < old.Length && JsonNode.DeepEquals(old[index].Typed, typed))
        {
            return old[index];
        }

        var table = (TableField)step.Field;
        var cells = table.Columns.ToDictionary(
            column => column.Key,
            column => new FieldState(column, $"{state.Path}[{index}].{column.Key}")
            {
                Typed = typed[column.Key],
                Initial = table.FixedRows || state.ReadOnly ? initial?[column.Key] : null,
                IsReadOnlyByStep = state.IsReadOnlyByStep,
                Revision = index < state.Rows.Length ? state.Rows[index][column.Key].Revision : 0,
            },
            StringComparer.Ordinal);
        var row = new RowState(index, [.. table.Columns.Select(column => cells[column.Key])], typed);
        row.Script = scripts.BeginRow(table, index);
        foreach (var column in step.Columns)
        {
            fields.Evaluate(cells[column.Key], shown: true, state.ReadOnly);
            if (column.HoldsValue)
            {
                scripts.SetCell(row.Script, column.Key, cells[column.Key].Value);
            }
        }

        return row;
    }

    private static JsonObject Stored(RowState row)
    {
        var stored = new JsonObject();
        foreach (var cell in row.Cells.Where(cell => cell.Field.HoldsValue && cell.Visible && cell.Value is not null))
        {
            stored[cell.Field.Key] = cell.Value!.DeepClone();
        }

        return stored;
    }
}
