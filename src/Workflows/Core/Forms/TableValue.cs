using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Structure of a table's value: rows, their number and their members. What stands in the cells is looked at cell by cell.</summary>
internal static class TableValue
{
    /// <summary>The rows, or why the value is no table.</summary>
    public static (JsonArray? Rows, ValueProblem? Problem) Rows(TableField table, JsonNode? node) => node switch
    {
        null => ([], null),
        JsonArray array when array.Count > table.MaxRows =>
            (null, new("count", FieldMessages.TooMany(table, table.MaxRows, array.Count), Structural: true)),
        JsonArray array when array.All(row => row is JsonObject) => (array, null),
        _ => (null, new("type", FieldMessages.WrongType(table, "由行组成的表格", "a table of rows"), Structural: true)),
    };

    /// <summary>The first structural problem of a value of any kind, tables with all their cells.</summary>
    public static ValueProblem? Check(FormField field, JsonNode node)
    {
        if (field is not TableField table)
        {
            return FieldValue.Clean(field, node).Problem;
        }

        var (rows, problem) = Rows(table, node);
        if (rows is null)
        {
            return problem;
        }

        foreach (var (key, cell) in rows.SelectMany(row => row!.AsObject()))
        {
            if (table.Column(key) is not { HoldsValue: true } column)
            {
                return new("unknown", FieldMessages.UnknownField(key), Structural: true);
            }

            if (FieldValue.Clean(column, cell).Problem is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }
}
