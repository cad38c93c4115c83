using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>Puts fields where they may stand.</summary>
internal static class FormPlaces
{
    /// <summary>Why a field cannot stand there; <see langword="null"/> when it can.</summary>
    public static Refusal? WhyNot(JsonObject form, JsonObject field, FieldHome home)
    {
        if (FormTree.List(form, home) is not { } list)
        {
            return FormRefusals.HomeGone(home);
        }

        var isColumn = home.Owner is not null && FormTree.KindOf(FormTree.Find(form, new FieldName(home.Owner))!) == "table";
        if (isColumn && (FieldKinds.Find(FormTree.KindOf(field) ?? "") is not { } kind || !FieldKinds.IsColumn(kind)))
        {
            return FormRefusals.NotAColumn;
        }

        var beside = isColumn ? JsonRead.Objects(list) : FormTree.Fields(form);
        var taken = beside.Select(FormTree.KeyOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return FormTree.Fields(field).Prepend(field).Select(FormTree.KeyOf).OfType<string>().FirstOrDefault(taken.Contains) is { } twice ? FormRefusals.KeyTaken(twice) : null;
    }

    /// <summary>Puts a field there.</summary>
    public static void Put(JsonObject form, JsonObject field, FieldHome home, int index)
    {
        var list = FormTree.List(form, home)!;
        list.Insert(Math.Clamp(index, 0, list.Count), field);
    }
}
