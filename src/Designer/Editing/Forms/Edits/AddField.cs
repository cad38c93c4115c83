using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Forms.Edits;

/// <summary>Adds a field.</summary>
/// <param name="Home">Where.</param>
/// <param name="Index">Before which place there, from 0; beyond the end = at the end.</param>
/// <param name="Field">The field, with a key that is free.</param>
public sealed record AddField(FieldHome Home, int Index, JsonObject Field) : FormEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name { get; } = new("添加字段", "Add a field");

    internal override Refusal? Apply(JsonObject form)
    {
        if (FormPlaces.WhyNot(form, Field, Home) is { } refusal)
        {
            return refusal;
        }

        FormPlaces.Put(form, Field.DeepClone().AsObject(), Home, Index);
        return null;
    }
}
