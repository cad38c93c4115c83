using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Strict looks into the small objects that some kinds hold.</summary>
internal static class ObjectChecks
{
    /// <summary>Whether the object has no other members than these.</summary>
    public static bool HasOnly(JsonObject obj, params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in obj)
        {
            if (!names.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text of a member, not empty and at most so long; else <see langword="null"/>.</summary>
    public static string? Text(JsonObject obj, string name, int maxLength) =>
        obj[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text
        && text.Length <= maxLength && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : null;

    /// <summary>The number of a member within bounds; else <see langword="null"/>.</summary>
    public static decimal? Number(JsonObject obj, string name, decimal min, decimal max) =>
        FieldNumber.Read(obj[name]) is { } number && number >= min && number <= max ? number : null;

    /// <summary>Whether a member is left out or null, so that its absence is no fault.</summary>
    public static bool IsAbsent(JsonObject obj, string name) => obj[name] is null;

    /// <summary>The instant of a member as stored; else <see langword="null"/>.</summary>
    public static string? Instant(JsonObject obj, string name) =>
        Text(obj, name, 40) is { } text && FieldDates.Instant(text) is { } instant ? FieldDates.Text(instant) : null;
}
