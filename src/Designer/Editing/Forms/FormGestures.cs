using System.Collections.Immutable;
using System.Globalization;
using Designer.Editing.Forms.Edits;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>What a designer does in one movement, as the edits that it comes to.</summary>
public static class FormGestures
{
    /// <summary>A key that no field of the form has: <c>number1</c>, <c>number2</c> …</summary>
    /// <param name="document">The form.</param>
    /// <param name="library">Its groups, whose keys are taken too.</param>
    /// <param name="word">What the key begins with.</param>
    public static string FreeKey(FormDocument document, FormLibrary library, string word)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(library);
        var inGroups = library.Groups.Values.SelectMany(g => FormTree.Fields(g.Source)).Select(FormTree.KeyOf);
        var taken = document.AllItems.Select(i => i.Name.Key).Concat(inGroups).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(n => word + n.ToString(CultureInfo.InvariantCulture)).First(k => !taken.Contains(k));
    }

    /// <summary>Where a new field goes when somebody asks for one: into the selected section or table, behind the selected field, else at the end.</summary>
    public static (FieldHome Home, int Index) PlaceAfter(FormDocument document, FieldName? selected, string kind)
    {
        ArgumentNullException.ThrowIfNull(document);
        var item = selected is null ? null : document.Find(selected);
        return item switch
        {
            null => (FieldHome.Form, int.MaxValue),
            { Kind: "section" } => (new FieldHome(item.Name.Key), int.MaxValue),
            { Kind: "table" } when MayBeColumn(kind) => (new FieldHome(item.Name.Key), int.MaxValue),
            { Name.Table: not null } when !MayBeColumn(kind) => Behind(document.Find(new FieldName(item.Name.Table))!),
            _ => Behind(item),
        };
    }

    /// <summary>A field one place up or down: past its neighbour, into a section beside it, out of the section at its edge. No edits where there is no further.</summary>
    public static ImmutableArray<FormEdit> Step(FormDocument document, FieldName field, bool isUp)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Find(field) is not { } item)
        {
            return [];
        }

        var beside = document.AllItems.Where(i => i.Home == item.Home && i.Name.Table == item.Name.Table).OrderBy(i => i.Index).ToList();
        var at = beside.IndexOf(item);
        var neighbour = isUp ? at > 0 ? beside[at - 1] : null : at < beside.Count - 1 ? beside[at + 1] : null;
        if (neighbour is { Kind: "section" })
        {
            return [new MoveField(field, new FieldHome(neighbour.Name.Key), isUp ? int.MaxValue : 0)];
        }

        if (neighbour is not null)
        {
            return [new MoveField(field, item.Home, isUp ? neighbour.Index : neighbour.Index + 1)];
        }

        var owner = item.Home.Owner is { } key && item.Name.Table is null ? document.Find(new FieldName(key)) : null;
        return owner is null ? [] : [new MoveField(field, owner.Home, isUp ? owner.Index : owner.Index + 1)];
    }

    private static bool MayBeColumn(string kind) => FieldKinds.Find(kind) is { } known && FieldKinds.IsColumn(known);

    private static (FieldHome Home, int Index) Behind(FormItem item) => (item.Home, item.Index + 1);
}
