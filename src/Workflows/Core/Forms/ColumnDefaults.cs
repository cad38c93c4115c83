using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>What fields and new rows start with.</summary>
internal sealed class ColumnDefaults(FormScripts scripts)
{
    /// <summary>The task's value for a field where there is one that fits, else the field's default; <see langword="null"/> or an empty list otherwise.</summary>
    public JsonNode? Initial(FormField field, JsonObject data)
    {
        if (data.TryGetPropertyValue(field.Key, out var known) && known is not null && FieldFit.Fit(field, known) is { Problem: null } given)
        {
            return given.Value;
        }

        return Default(field);
    }

    /// <summary>A row with the defaults of its columns.</summary>
    public JsonObject NewRow(TableField table)
    {
        var row = new JsonObject();
        foreach (var column in table.Columns)
        {
            if (column.HoldsValue && column.Compute is null && Default(column) is { } start)
            {
                row[column.Key] = start;
            }
        }

        return row;
    }

    private JsonNode? Default(FormField field)
    {
        var start = field.DefaultFrom is { } expression ? scripts.Value(expression).Value : field.Default;
        return FieldFit.Fit(field, start) is { Problem: null } fitted ? fitted.Value : field.Empty;
    }
}
