using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DotLiquid.Util;

namespace Workflows.Core.Expressions;

/// <summary>Liquid filters that stand in for the library's own.</summary>
internal static class LiquidFilters
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON text: <c>{{ Variables.Order | json }}</c>, as Elsa has it.</summary>
    public static string Json(object? input) => JsonSerializer.Serialize(input, Relaxed);

    /// <summary>
    /// Writes a moment in another way: <c>{{ task.dueAt | date: "%m-%d %H:%M" }}</c> (strftime) or <c>"MM-dd HH:mm"</c> (.NET). The time of day
    /// is shown as written, by the offset of the text; anything that is no moment stays as it is, so the machine's clock cannot be read.
    /// </summary>
    public static object? Date(DotLiquid.Context context, object? input, string? format = null)
    {
        if (input is not string text || string.IsNullOrEmpty(format) ||
            !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return input;
        }

        // The library's overload for DateTimeOffset takes %m for minutes.
        return format.Contains('%', StringComparison.Ordinal)
            ? moment.DateTime.ToStrFTime(format, context.CurrentCulture)
            : moment.ToString(format, context.CurrentCulture);
    }
}
