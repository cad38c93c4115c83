using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms.Edits;

/// <summary>Gives a field another key; what the form's expressions read under the old one they read under the new one.</summary>
/// <param name="Field">The field.</param>
/// <param name="Key">Its new key.</param>
public sealed record RenameKey(FieldName Field, string Key) : FormEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name { get; } = new("修改字段名", "Change the name of a field");

    internal override Refusal? Apply(JsonObject form)
    {
        if (FormTree.Find(form, Field) is not { Parent: JsonArray list } field)
        {
            return FormRefusals.FieldGone(Field);
        }

        if (!FormDefinitionReader.IsKey(Key))
        {
            return FormRefusals.KeyInvalid(Key);
        }

        var beside = Field.Table is null ? FormTree.Fields(form) : JsonRead.Objects(list);
        if (beside.Any(f => f != field && FormTree.KeyOf(f) == Key))
        {
            return FormRefusals.KeyTaken(Key);
        }

        field["key"] = Key;
        new FieldReferences(Field, Key).Rename(form);
        return null;
    }
}
