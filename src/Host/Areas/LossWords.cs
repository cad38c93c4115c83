using System.Globalization;
using Host.Shell.Parts;
using Workflows.Core;

namespace Host.Areas;

/// <summary>A loss rate in words and tone. The limits are those of the readings: −1 % … the area's own target, 7 % without one.</summary>
public static class LossWords
{
    /// <summary>What holds for an area without a target of its own, in percent.</summary>
    public const double UsualTargetPct = 7;

    /// <summary>Below this an area has a negative loss, in percent.</summary>
    public const double LowestPct = -1;

    /// <summary>A rate with sign and unit: <c>12.34 %</c>; a word for one that cannot be computed.</summary>
    public static LocalizedText Rate(double? pct) => pct is { } value
        ? LocalizedText.Same(string.Create(CultureInfo.InvariantCulture, $"{value:0.00} %"))
        : new("不可算", "uncomputable");

    /// <summary>What a mean loss means.</summary>
    public static (LocalizedText Text, Tone Tone) Verdict(double? pct, double? targetPct) => pct switch
    {
        null => (new("不可算", "Uncomputable"), Tone.Warning),
        < -10 => (new("极端负损", "Extreme negative"), Tone.Bad),
        < LowestPct => (new("负损", "Negative"), Tone.Bad),
        > 30 => (new("极端高损", "Extreme"), Tone.Bad),
        > 15 when pct > (targetPct ?? UsualTargetPct) => (new("严重高损", "Severe"), Tone.Bad),
        _ when pct > (targetPct ?? UsualTargetPct) => (new("高损", "High"), Tone.Bad),
        _ => (new("合格", "In range"), Tone.Good),
    };
}
