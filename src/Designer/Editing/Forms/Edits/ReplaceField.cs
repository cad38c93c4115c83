using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Forms.Edits;

/// <summary>Replaces everything that the file says of a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Json">What it shall say; keeps the key.</param>
public sealed record ReplaceField(FieldName Field, JsonObject Json) : FormEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name { get; } = new("修改字段内容", "Change what the file says of a field");

    internal override Refusal? Apply(JsonObject form)
    {
        if (FormTree.Find(form, Field) is not { Parent: JsonArray list } field)
        {
            return FormRefusals.FieldGone(Field);
        }

        if (FormTree.KeyOf(Json) != Field.Key || FormTree.KindOf(Json) is null)
        {
            return FormRefusals.NotAField;
        }

        list[list.IndexOf(field)] = Json.DeepClone();
        return null;
    }
}
