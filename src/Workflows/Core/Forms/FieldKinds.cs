using System.Collections.Frozen;

namespace Workflows.Core.Forms;

/// <summary>The names of the kinds in the format, and what goes where.</summary>
internal static class FieldKinds
{
    private static readonly FrozenDictionary<string, FieldKind> s_byName =
        Enum.GetValues<FieldKind>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public static IEnumerable<string> Names => s_byName.Keys.Order(StringComparer.Ordinal);

    public static string NameOf(FieldKind kind) => kind.ToString().ToLowerInvariant();

    public static FieldKind? Find(string name) => s_byName.TryGetValue(name, out var kind) ? kind : null;

    public static bool IsColumn(FieldKind kind) =>
        kind is not (FieldKind.Table or FieldKind.Track or FieldKind.Signature or FieldKind.Section or FieldKind.Note);

    public static int DefaultWidth(FieldKind kind) =>
        kind is FieldKind.Multiline or FieldKind.Table or FieldKind.Photo or FieldKind.File or FieldKind.Track or FieldKind.Signature
            or FieldKind.Section or FieldKind.Note or FieldKind.Checklist ? 12 : 6;

    public static bool HoldsValue(FieldKind kind) => kind is not (FieldKind.Context or FieldKind.Section or FieldKind.Note);
}
