using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Forms.Edits;

/// <summary>Moves a field, with what is in it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Home">Where to.</param>
/// <param name="Index">Before which place there as it is now, from 0; beyond the end = at the end.</param>
public sealed record MoveField(FieldName Field, FieldHome Home, int Index) : FormEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name { get; } = new("移动字段", "Move a field");

    internal override Refusal? Apply(JsonObject form)
    {
        if (FormTree.Find(form, Field) is not { Parent: JsonArray from } field)
        {
            return FormRefusals.FieldGone(Field);
        }

        if (FormTree.Fields(field).Prepend(field).Any(f => Home.Owner is not null && FormTree.KeyOf(f) == Home.Owner))
        {
            return FormRefusals.IntoItself;
        }

        var (place, isSameHome) = (from.IndexOf(field), ReferenceEquals(FormTree.List(form, Home), from));
        from.RemoveAt(place);
        if (FormPlaces.WhyNot(form, field, Home) is { } refusal)
        {
            return refusal;
        }

        FormPlaces.Put(form, field, Home, isSameHome && place < Index ? Index - 1 : Index);
        return null;
    }
}
