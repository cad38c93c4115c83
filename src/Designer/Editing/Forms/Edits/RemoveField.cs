using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Forms.Edits;

/// <summary>Takes a field out, with what is in it.</summary>
/// <param name="Field">The field.</param>
public sealed record RemoveField(FieldName Field) : FormEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name { get; } = new("删除字段", "Remove a field");

    internal override Refusal? Apply(JsonObject form)
    {
        if (FormTree.Find(form, Field) is not { Parent: JsonArray list } field)
        {
            return FormRefusals.FieldGone(Field);
        }

        list.Remove(field);
        return null;
    }
}
