using System.Text.Json.Nodes;
using Acornima;
using Acornima.Ast;
using Workflows.Core.Definitions;

namespace Designer.Editing.Forms;

/// <summary>Writes the expressions of a form anew when a field gets another key.</summary>
/// <param name="field">The field under its old key.</param>
/// <param name="key">Its new key.</param>
internal sealed class FieldReferences(FieldName field, string key)
{
    private static readonly string[] Expressions = ["visible", "required", "readOnly", "compute", "defaultFrom", "value", "when", "assert"];

    /// <summary>Renames in the form and everything in it.</summary>
    public void Rename(JsonObject form)
    {
        RenameIn(form, inTable: false);
        foreach (var rule in JsonRead.Objects(form["rules"]).Where(r => field.Table is null && JsonRead.Text(r, "field") == field.Key))
        {
            rule["field"] = key;
        }
    }

    private void RenameIn(JsonObject owner, bool inTable)
    {
        foreach (var member in Expressions.Where(m => owner[m] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String))
        {
            Put(owner, member, "", JsonRead.Text(owner, member)!, inTable);
        }

        if (JsonRead.Text(owner, "source") is { } source && source.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !source.StartsWith("code:", StringComparison.Ordinal))
        {
            Put(owner, "source", source[..(colon + 1)], source[(colon + 1)..], inTable);
        }

        foreach (var list in new[] { "fields", "columns", "rules" })
        {
            foreach (var inner in JsonRead.Objects(owner[list]))
            {
                RenameIn(inner, inTable: list == "columns" ? FormTree.KeyOf(owner) == field.Table : inTable);
            }
        }
    }

    private void Put(JsonObject owner, string member, string before, string script, bool inTable)
    {
        if (Renamed(script, inTable) is var renamed && renamed != script)
        {
            owner[member] = before + renamed;
        }
    }

    /// <summary>An expression that reads the field under its new key; one that cannot be parsed stays as it is.</summary>
    /// <param name="script">The expression.</param>
    /// <param name="inTable">Whether <c>row</c> is a row of the column's table.</param>
    private string Renamed(string script, bool inTable)
    {
        try
        {
            var found = new Places(field, inTable);
            found.Visit(new Parser().ParseExpression(script, strict: true));
            foreach (var (start, end, isText) in found.Found.OrderByDescending(f => f.Start))
            {
                script = string.Concat(script.AsSpan(0, start), isText ? $"'{key}'" : key, script.AsSpan(end));
            }
        }
        catch (ParseErrorException)
        {
            // It is told among the problems; there is nothing to find in it.
        }

        return script;
    }

    private sealed class Places(FieldName field, bool inTable) : AstVisitor
    {
        public List<(int Start, int End, bool IsText)> Found { get; } = [];

        protected override object? VisitMemberExpression(MemberExpression node)
        {
            var isOurs = node.Object is Identifier root && (field.Table is null ? root.Name == "data" : inTable && root.Name == "row");
            if (isOurs && node is { Computed: false, Property: Identifier name } && name.Name == field.Key)
            {
                Found.Add((name.Start, name.End, false));
            }
            else if (isOurs && node is { Computed: true, Property: StringLiteral text } && text.Value == field.Key)
            {
                Found.Add((text.Start, text.End, true));
            }

            return base.VisitMemberExpression(node);
        }

        // sum(data.rows, 'column')
        protected override object? VisitCallExpression(CallExpression node)
        {
            if (field.Table is not null && node is { Callee: Identifier { Name: "sum" }, Arguments: [MemberExpression { Object: Identifier { Name: "data" }, Property: Identifier table }, StringLiteral column] }
                && table.Name == field.Table && column.Value == field.Key)
            {
                Found.Add((column.Start, column.End, true));
            }

            return base.VisitCallExpression(node);
        }
    }
}
