using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Something in a draft that the present form has no place for.</summary>
/// <param name="Path">Where it was typed.</param>
/// <param name="Value">What was typed; a person may still want to read it.</param>
/// <param name="Reason">Why it could not be kept.</param>
public sealed record DraftLoss(string Path, JsonNode? Value, LocalizedText Reason);

/// <summary>A draft fitted into the present form.</summary>
/// <param name="Data">What fits; to be given to <see cref="FormState.Create"/> as what was typed.</param>
/// <param name="Lost">What does not fit, in the order of the draft; empty when everything was kept.</param>
public sealed record ReconciledDraft(JsonObject Data, ImmutableArray<DraftLoss> Lost);

/// <summary>Fits a draft that was typed into another version of a form into the present one: what fits is kept, what does not is told.</summary>
public static class DraftReconciler
{
    /// <summary>Fits a draft.</summary>
    /// <param name="form">The form as it is now.</param>
    /// <param name="draft">What was typed; not changed.</param>
    public static ReconciledDraft Reconcile(FormDefinition form, JsonObject draft)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(draft);
        var (data, lost) = (new JsonObject(), ImmutableArray.CreateBuilder<DraftLoss>());
        foreach (var (key, value) in draft)
        {
            if (form.Find(key) is not { HoldsValue: true } field)
            {
                Lose(lost, key, value, FieldMessages.GoneField(key));
            }
            else if (field is TableField table)
            {
                Keep(data, key, Rows(table, value, lost));
            }
            else
            {
                Keep(data, key, Cell(field, key, value, lost));
            }
        }

        return new ReconciledDraft(data, lost.ToImmutable());
    }

    private static JsonArray? Rows(TableField table, JsonNode? value, ImmutableArray<DraftLoss>.Builder lost)
    {
        if (value is not JsonArray typed)
        {
            Lose(lost, table.Key, value, FieldMessages.WrongType(table, "由行组成的表格", "a table of rows"));
            return null;
        }

        var rows = new JsonArray();
        for (var i = 0; i < typed.Count; i++)
        {
            var path = $"{table.Key}[{i}]";
            if (i >= table.MaxRows || typed[i] is not JsonObject row)
            {
                Lose(lost, path, typed[i], FieldMessages.TooMany(table, table.MaxRows, typed.Count));
                continue;
            }

            rows.Add((JsonNode)Row(table, row, path, lost));
        }

        return rows;
    }

    private static JsonObject Row(TableField table, JsonObject row, string path, ImmutableArray<DraftLoss>.Builder lost)
    {
        var kept = new JsonObject();
        foreach (var (key, value) in row)
        {
            if (table.Column(key) is { HoldsValue: true } column)
            {
                Keep(kept, key, Cell(column, $"{path}.{key}", value, lost));
            }
            else
            {
                Lose(lost, $"{path}.{key}", value, FieldMessages.GoneField(key));
            }
        }

        return kept;
    }

    // An unfinished value of the right type (too long, too many) is kept: the person was still typing it.
    private static JsonNode? Cell(FormField field, string path, JsonNode? value, ImmutableArray<DraftLoss>.Builder lost)
    {
        var (fitted, problem) = FieldFit.Fit(field, value);
        if (problem is null)
        {
            return fitted;
        }

        if (problem.Code is "length" or "count" or "size")
        {
            return value?.DeepClone();
        }

        Lose(lost, path, value, problem.Message);
        return null;
    }

    private static void Keep(JsonObject data, string key, JsonNode? value)
    {
        if (value is not null)
        {
            data[key] = value;
        }
    }

    private static void Lose(ImmutableArray<DraftLoss>.Builder lost, string path, JsonNode? value, LocalizedText reason)
    {
        if (value is not null)
        {
            lost.Add(new DraftLoss(path, value.DeepClone(), reason));
        }
    }
}
