using System.Globalization;
using DotLiquid.Util;

namespace Workflows.Mail.Composing;

/// <summary>Liquid filters of mail templates besides the standard ones.</summary>
internal static class MailFilters
{
    /// <summary>Writes a moment in another way: <c>{{ task.dueAt | date: "%m-%d %H:%M" }}</c> (strftime) or <c>"MM-dd HH:mm"</c> (.NET). Anything that is no moment stays as it is.</summary>
    public static object? Date(DotLiquid.Context context, object? input, string? format = null)
    {
        if (input is not string text || string.IsNullOrEmpty(format) ||
            !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return input;
        }

        return format.Contains('%', StringComparison.Ordinal)
            ? StrFTime.ToStrFTime(moment, format, context.CurrentCulture)
            : moment.ToString(format, context.CurrentCulture);
    }
}
