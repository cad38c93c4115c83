using System.Collections.Frozen;

namespace Workflows.Core.Forms;

/// <summary>The names of the kinds in the format, and what goes where.</summary>
public static class FieldKinds
{
    private static readonly FrozenDictionary<string, FieldKind> s_byName =
        Enum.GetValues<FieldKind>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>All names, in order.</summary>
    public static IEnumerable<string> Names => s_byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>What the format calls a kind.</summary>
    public static string NameOf(FieldKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of this name, or <see langword="null"/>.</summary>
    public static FieldKind? Find(string name) => s_byName.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>Whether a table can have a column of it.</summary>
    public static bool IsColumn(FieldKind kind) =>
        kind is not (FieldKind.Table or FieldKind.Track or FieldKind.Signature or FieldKind.Section or FieldKind.Note);

    /// <summary>How many of the 12 columns of the grid it takes when the form does not say.</summary>
    public static int DefaultWidth(FieldKind kind) =>
        kind is FieldKind.Multiline or FieldKind.Table or FieldKind.Photo or FieldKind.File or FieldKind.Track or FieldKind.Signature
            or FieldKind.Section or FieldKind.Note or FieldKind.Checklist ? 12 : 6;

    /// <summary>Whether it has a member in the form's data.</summary>
    public static bool HoldsValue(FieldKind kind) => kind is not (FieldKind.Context or FieldKind.Section or FieldKind.Note);
}
