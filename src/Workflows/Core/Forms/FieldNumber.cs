using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Numbers of a form are decimals: 0.1 + 0.2 is 0.3, as on a bill.</summary>
internal static class FieldNumber
{
    /// <summary>Largest magnitude a field holds.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>The number in a node; <see langword="null"/> when it is none or beyond ±10¹⁵.</summary>
    public static decimal? Read(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        // Through the text, so that 1e2, 100 and 100.0 are one number whatever the node was made from.
        return decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && Math.Abs(exact) <= Limit ? Trim(exact) : null;
    }

    /// <summary>
    /// A number that a script computed: JavaScript's 0.1 + 0.2 carries 17 digits, of which 15 are meant. <see langword="null"/> when the node is no number.
    /// </summary>
    public static decimal? Computed(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) && Math.Abs(number) <= (double)Limit
            ? Trim((decimal)number)
            : null;

    /// <summary>The number without zeros at its end, so that equal numbers have equal text.</summary>
    public static decimal Trim(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>The number for people: no exponent, no zeros at the end.</summary>
    public static string Text(decimal number) => Trim(number).ToString(CultureInfo.InvariantCulture);
}
