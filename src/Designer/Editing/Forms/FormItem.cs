using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Designer.Editing.Forms;

/// <summary>A field as it stands in the file, whether or not the form as a whole can be read.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Kind">As the file says: <c>text</c>, <c>section</c>, <c>group</c> …</param>
/// <param name="Label">What it is called; its key where it has no label.</param>
/// <param name="Width">Columns of the grid, 1 to 12.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="Index">At which place there, from 0.</param>
/// <param name="Path">Where it stands in the file: <c>fields[3].columns[1]</c>.</param>
/// <param name="Items">What stands in it: fields of a section, columns of a table.</param>
/// <param name="Json">The object in the file, to look at.</param>
public sealed record FormItem(FieldName Name, string Kind, LocalizedText Label, int Width, FieldHome Home, int Index, string Path, ImmutableArray<FormItem> Items, JsonObject Json)
{
    /// <summary>Whether fields can be put into it.</summary>
    public bool HoldsItems => FormTree.ListOf(Kind) is not null;

    /// <summary>It and everything in it, in the order of the file.</summary>
    public IEnumerable<FormItem> WithInner => Items.SelectMany(i => i.WithInner).Prepend(this);
}
