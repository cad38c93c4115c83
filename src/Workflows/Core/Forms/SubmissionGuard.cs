using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Looks at what was sent before anything is made of it: its size, its depth, members that the form does not have.</summary>
internal static class SubmissionGuard
{
    private const int MaxCharacters = 4 << 20;
    private const int MaxDepth = 12;
    private const int MaxNodes = 200_000;
    private const int MaxProblems = 50;

    public static ImmutableArray<FieldProblem> Check(FormDefinition form, JsonObject submitted)
    {
        try
        {
            var nodes = 0;
            if (!IsShallow(submitted, 1, ref nodes))
            {
                return Refuse($"嵌套超过 {MaxDepth} 层或条目过多", $"nests deeper than {MaxDepth} or has too many values");
            }

            if (submitted.ToJsonString().Length > MaxCharacters)
            {
                return Refuse("超过 4 MB", "is larger than 4 MB");
            }
        }
        catch (ArgumentException)
        {
            // A member that appears twice is met when the object is first walked.
            return Refuse("中有重复的成员", "has a member twice");
        }

        return [.. Unknown(form, submitted).Take(MaxProblems)];
    }

    private static ImmutableArray<FieldProblem> Refuse(string zh, string en) => [new FieldProblem("", "size", FieldMessages.Size(zh, en))];

    private static bool IsShallow(JsonNode? node, int depth, ref int nodes)
    {
        if (++nodes > MaxNodes)
        {
            return false;
        }

        switch (node)
        {
            case JsonObject or JsonArray when depth > MaxDepth:
                return false;
            case JsonObject obj:
                foreach (var (_, member) in obj)
                {
                    if (!IsShallow(member, depth + 1, ref nodes))
                    {
                        return false;
                    }
                }

                return true;
            case JsonArray array:
                foreach (var item in array)
                {
                    if (!IsShallow(item, depth + 1, ref nodes))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    private static IEnumerable<FieldProblem> Unknown(FormDefinition form, JsonObject submitted)
    {
        foreach (var (key, value) in submitted)
        {
            if (form.Find(key) is not { HoldsValue: true } field)
            {
                yield return new(key, "unknown", FieldMessages.UnknownField(key));
            }
            else if (field is TableField table && value is JsonArray rows)
            {
                foreach (var problem in Unknown(table, rows))
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<FieldProblem> Unknown(TableField table, JsonArray rows) =>
        from item in rows.Select((row, index) => (row, index))
        where item.row is JsonObject
        from cell in item.row.AsObject()
        where table.Column(cell.Key) is not { HoldsValue: true }
        select new FieldProblem($"{table.Key}[{item.index}].{cell.Key}", "unknown", FieldMessages.UnknownField(cell.Key));
}
