using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Evaluates a table: its rows, each cell in the order of the columns. A cell that nothing has touched keeps what it had.</summary>
internal sealed class TableEvaluator(FormScripts scripts, FieldEvaluator fields)
{
    /// <summary>Finds out the rows and their values.</summary>
    /// <param name="changed">The fields of the form that have changed, so that only cells that read them are evaluated, and those that were typed into; <see langword="null"/> = all cells are.</param>
    public void Evaluate(FieldState state, PlanStep step, bool shown, bool locked, HashSet<string>? changed)
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

        var old = changed is not null && wasLocked == state.ReadOnly ? state.Rows : [];
        state.Rows = [.. (source ?? []).Select((row, index) => Row(state, step, row!.AsObject(), index, index < initial.Count ? initial[index] as JsonObject : null, index < old.Length ? old[index] : null, changed ?? []))];
        state.Value = new JsonArray([.. state.Rows.Select(Stored)]);
    }

    /// <summary>Finds out what is wrong with the cells.</summary>
    /// <param name="changed">The fields of the form that have changed, so that only cells that read them, and those that were evaluated, are looked at; <see langword="null"/> = all cells are.</param>
    public void Check(FieldState state, PlanStep step, HashSet<string>? changed)
    {
        foreach (var row in state.Rows)
        {
            foreach (var (column, place, _, reads) in step.Columns)
            {
                if (changed is null || row.Touched.Contains(column.Key) || reads.Overlap(changed, row.Moved))
                {
                    CheckCell(row, row.Cells[place]);
                }
            }

            row.Touched.Clear();
            row.Moved.Clear();
        }

        state.HasStructuralProblem = state.TypedProblem is { Structural: true } || state.Rows.Any(row => row.Cells.Any(cell => cell.HasStructuralProblem));
    }

    private void CheckCell(RowState row, FieldState cell)
    {
        var before = Snapshot.Of(cell);
        scripts.UseRow(row.Script, row.Index);
        fields.Check(cell);
        if (row.Touched.Contains(cell.Field.Key) || !before.Equals(Snapshot.Of(cell)))
        {
            cell.Revision++;
        }
    }

    /// <summary>The rows as scripts see them: every column is there.</summary>
    public static JsonArray ForScripts(TableField table, JsonArray stored) =>
        [.. stored.Select(row => new JsonObject(table.Columns.Where(column => column.HoldsValue).Select(column =>
            KeyValuePair.Create(column.Key, row![column.Key]?.DeepClone() ?? column.Empty))))];

    /// <param name="old">The row as it was; <see langword="null"/> when nothing of it may stay.</param>
    private RowState Row(FieldState state, PlanStep step, JsonObject typed, int index, JsonObject? initial, RowState? old, HashSet<string> changed)
    {
        var (table, script) = ((TableField)step.Field, old?.Script ?? scripts.BeginRow((TableField)step.Field, index));
        var (cells, touched, moved) = (new FieldState[table.Columns.Length], new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (column, place, reads, _) in step.Columns)
        {
            var before = old?.Cells[place];
            if (before is not null && Snapshot.IsSame(before.Typed, typed[column.Key]) && !reads.Overlap(changed, moved))
            {
                cells[place] = before;
                continue;
            }

            var cell = cells[place] = new FieldState(column, $"{state.Path}[{index}].{column.Key}")
            {
                Typed = typed[column.Key],
                Initial = table.FixedRows || state.ReadOnly ? initial?[column.Key] : null,
                IsReadOnlyByStep = state.IsReadOnlyByStep,
                Revision = index < state.Rows.Length ? state.Rows[index].Cells[place].Revision : 0,
            };
            scripts.UseRow(script, index);
            fields.Evaluate(cell, shown: true, state.ReadOnly);
            touched.Add(column.Key);
            if (column.HoldsValue && (before is null || !JsonNode.DeepEquals(before.Value, cell.Value)))
            {
                moved.Add(column.Key);
                scripts.SetCell(script, column.Key, cell.Value);
            }
        }

        return old is not null && touched.Count == 0
            ? old
            : new RowState(index, [.. cells], script) { Touched = touched, Moved = moved };
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
