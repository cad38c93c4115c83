using System.Globalization;

namespace Host.Shell;

/// <summary>The languages of the product.</summary>
public static class Languages
{
    /// <summary>Simplified Chinese, the default.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Both, the default first.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [new(Chinese), new(English)];
}
