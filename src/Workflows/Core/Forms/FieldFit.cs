using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>
/// Fits a value that nobody has just typed (the task's data, a draft of another version) into a field: a number written as text is read,
/// a number becomes text, one choice becomes a list. What is submitted is never treated so kindly.
/// </summary>
internal static class FieldFit
{
    /// <summary>The value in the field's own form; a problem when nothing can be made of it.</summary>
    public static CleanValue Fit(FormField field, JsonNode? node)
    {
        if (field is TableField table)
        {
            return FitRows(table, node);
        }

        var strict = FieldValue.Clean(field, node);
        return strict.Problem is null || Bend(field, node!) is not { } bent || FieldValue.Clean(field, bent) is not { Problem: null } clean ? strict : clean;
    }

    private static CleanValue FitRows(TableField table, JsonNode? node)
    {
        var (rows, problem) = TableValue.Rows(table, node);
        return rows is null
            ? new(new JsonArray(), problem)
            : new(new JsonArray([.. rows.Select(row => FitRow(table, row!.AsObject()))]), null);
    }

    private static JsonObject FitRow(TableField table, JsonObject row)
    {
        var fitted = new JsonObject();
        foreach (var column in table.Columns.Where(column => column.HoldsValue))
        {
            if (row.TryGetPropertyValue(column.Key, out var cell) && Fit(column, cell) is { Problem: null, Value: { } value })
            {
                fitted[column.Key] = value;
            }
        }

        return fitted;
    }

    private static JsonNode? Bend(FormField field, JsonNode node) => (field, node) switch
    {
        (NumberField, JsonValue value) when value.GetValueKind() == JsonValueKind.String =>
            decimal.TryParse(value.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
        (TextField or ChoiceField { Kind: not FieldKind.Checklist }, JsonValue value) when FieldNumber.Read(value) is { } number => JsonValue.Create(FieldNumber.Text(number)),
        (TextField, JsonValue value) when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => JsonValue.Create(value.ToJsonString()),
        (ChoiceField { Kind: FieldKind.Checklist }, JsonValue value) when value.GetValueKind() == JsonValueKind.String => new JsonArray(value.DeepClone()),
        (ChoiceField { Kind: not FieldKind.Checklist }, JsonArray { Count: 1 } list) => list[0]?.DeepClone(),
        (BooleanField, JsonValue value) when value.GetValueKind() == JsonValueKind.String =>
            value.GetValue<string>() switch { "true" => JsonValue.Create(true), "false" => JsonValue.Create(false), _ => null },
        (DateTimeField { Kind: FieldKind.Date }, JsonValue value) when value.GetValueKind() == JsonValueKind.String && FieldDates.Instant(value.GetValue<string>()) is { } instant =>
            JsonValue.Create(FieldDates.Today(instant)),
        _ => null,
    };
}
