using System.Globalization;
using Host.Suspicions;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Screening;

namespace Host.Evaluation;

/// <summary>The words of the evaluation.</summary>
public static class EvaluationWords
{
    /// <summary>What the rows are.</summary>
    public static LocalizedText Group(EvaluationGroup group) => group switch
    {
        EvaluationGroup.County => new("县公司", "Counties"),
        EvaluationGroup.Station => new("供电所", "Stations"),
        EvaluationGroup.Theme => new("规则", "Rules"),
        _ => new("渠道", "Channels"),
    };

    /// <summary>Name of a row.</summary>
    public static LocalizedText Key(EvaluationGroup group, string key, OrgChart chart, IReadOnlyList<ScreeningRule> rules)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (key.Length == 0)
        {
            return new("未归属", "None");
        }

        return group switch
        {
            EvaluationGroup.Theme => rules.FirstOrDefault(r => r.Code == key) is { } rule ? new($"{key} {rule.Name.Zh}", $"{key} {rule.Name.En}") : LocalizedText.Same(key),
            EvaluationGroup.Channel => SuspicionWords.Channel(key),
            _ => LocalizedText.Same(chart.Find(key)?.Name ?? key),
        };
    }

    /// <summary>A value as people read it; a dash when there is nothing to divide by.</summary>
    public static string Value(IndicatorValue value, Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(indicator);
        return value.Ratio is { } ratio
            ? indicator.IsPercentage ? string.Create(CultureInfo.InvariantCulture, $"{100 * ratio:0.0} %") : ratio.ToString("0.0", CultureInfo.InvariantCulture)
            : "–";
    }

    /// <summary>What stands above and below the line.</summary>
    public static string Parts(IndicatorValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return string.Create(CultureInfo.InvariantCulture, $"{value.Numerator:0.##} / {value.Denominator:0.##}");
    }
}
