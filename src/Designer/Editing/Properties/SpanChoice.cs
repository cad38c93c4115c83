using System.Globalization;
using System.Text.RegularExpressions;

namespace Designer.Editing.Properties;

/// <summary>A length of time as a number and a unit, the way a person says it.</summary>
/// <param name="Count">How many; 0 is "at the moment itself".</param>
/// <param name="Unit"><c>wd</c> working days, <c>wh</c> working hours, <c>d</c> days, <c>h</c> hours, <c>m</c> minutes.</param>
public sealed partial record SpanChoice(int Count, string Unit)
{
    /// <summary>The units, the most usual first.</summary>
    public static readonly IReadOnlyList<string> Units = ["wd", "wh", "d", "h", "m"];

    /// <summary>Reads a span without its sign; <see langword="null"/> for one that is no such choice, such as <c>P1DT2H</c>.</summary>
    public static SpanChoice? Read(string? text)
    {
        var plain = text?.Trim().TrimStart('+', '-') ?? "";
        if (plain is "0")
        {
            return new SpanChoice(0, "wd");
        }

        if (Working().Match(plain) is { Success: true } working && Number(working) is { } count)
        {
            return new SpanChoice(count, working.Groups["u"].Value);
        }

        return Elapsed().Match(plain) is { Success: true } elapsed && Number(elapsed) is { } length
            ? new SpanChoice(length, elapsed.Groups["u"].Value.ToLowerInvariant())
            : null;
    }

    /// <summary>As it stands in the file, without a sign.</summary>
    public string ToText() => (Count, Unit) switch
    {
        (0, _) => "0",
        (_, "wd" or "wh") => string.Create(CultureInfo.InvariantCulture, $"{Count}{Unit}"),
        (_, "d") => string.Create(CultureInfo.InvariantCulture, $"P{Count}D"),
        _ => string.Create(CultureInfo.InvariantCulture, $"PT{Count}{Unit.ToUpperInvariant()}"),
    };

    private static int? Number(Match match) => int.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    [GeneratedRegex("^(?<n>[0-9]{1,5})(?<u>wd|wh)$")]
    private static partial Regex Working();

    [GeneratedRegex("^P(?:(?<n>[0-9]{1,5})(?<u>D)|T(?<n>[0-9]{1,5})(?<u>[HM]))$")]
    private static partial Regex Elapsed();
}
