using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Forms.Edits;

/// <summary>Sets a member of a field, or takes it away.</summary>
/// <param name="Field">The field; <see langword="null"/> = the form itself.</param>
/// <param name="Member">The member: <c>width</c>, <c>required</c>, <c>title</c>.</param>
/// <param name="Value">The value; <see langword="null"/> = without it.</param>
/// <param name="What">What people call it.</param>
public sealed record SetFieldMember(FieldName? Field, string Member, JsonNode? Value, LocalizedText What) : FormEdit
{
    /// <inheritdoc/>
    public override LocalizedText Name => new($"修改{What.Zh}", $"Change {What.En}");

    internal override Refusal? Apply(JsonObject form)
    {
        if ((Field is null ? form : FormTree.Find(form, Field)) is not { } owner)
        {
            return FormRefusals.FieldGone(Field!);
        }

        if (Value is null)
        {
            owner.Remove(Member);
        }
        else
        {
            owner[Member] = Value.DeepClone();
        }

        return null;
    }
}
