using System.Globalization;

namespace Host.Charts;

/// <summary>Numbers and dates in charts, the same in both languages.</summary>
public static class ChartText
{
    /// <summary>A number with grouping and a real minus sign.</summary>
    public static string Number(double value, int decimals) =>
        value.ToString($"N{decimals}", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Energy with its unit, or a dash for none.</summary>
    public static string Kwh(double? value) => value is { } v ? $"{Number(v, 1)} kWh" : "—";

    /// <summary>A date as the product writes it.</summary>
    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
