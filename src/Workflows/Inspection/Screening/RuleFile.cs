using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Core;

namespace Workflows.Inspection.Screening;

/// <summary>A rule with the SQL that runs it and the sentences that explain its hits.</summary>
/// <param name="Rule">What pages show of it.</param>
/// <param name="Statements">SQL, parameters filled in; the last statement yields the hits.</param>
/// <param name="Explanation">Templates with <c>{column}</c> or <c>{column:format}</c>.</param>
/// <param name="EffectiveFrom">First day of data it applies to.</param>
/// <param name="EffectiveTo">Last day; <see langword="null"/> = no end.</param>
/// <param name="CorroboratesOnly">Whether its hits only raise others and make no suspicion of their own.</param>
internal sealed record RuleFile(ScreeningRule Rule, ImmutableArray<string> Statements, LocalizedText Explanation, DateOnly EffectiveFrom, DateOnly? EffectiveTo, bool CorroboratesOnly)
{
    /// <summary>Whether it runs on data up to this day.</summary>
    public bool AppliesTo(DateOnly asOf) => Rule.Enabled && asOf >= EffectiveFrom && (EffectiveTo is null || asOf <= EffectiveTo);
}

/// <summary>How hits become ranks.</summary>
/// <param name="PrevalenceLimit">Share of all customers (areas) above which a rule's hits are taken to say less, 0–1.</param>
/// <param name="AreaSupport">How much a high-loss area raises a customer of it that another channel has hit, 0–1.</param>
/// <param name="SeverityWeight">Part of the score that one step of severity is worth, 0–0.2.</param>
internal sealed record RankingParameters(double PrevalenceLimit, double AreaSupport, double SeverityWeight);

/// <summary>The rule catalogue as read from its folder.</summary>
/// <param name="Views">Statements that prepare the shared views.</param>
/// <param name="Ranking">How hits become ranks.</param>
/// <param name="Rules">The rules in the order in which they run.</param>
internal sealed record RuleCatalog(ImmutableArray<string> Views, RankingParameters Ranking, ImmutableArray<RuleFile> Rules);

/// <summary>Fills the sentences of rules with the values of a hit.</summary>
internal static partial class RuleText
{
    /// <summary>Replaces <c>{column}</c> by the value, <c>{column:0.0}</c> by the number so written; what is unknown becomes —.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, object?> values) =>
        Place().Replace(template, m => values.TryGetValue(m.Groups[1].Value, out var value) ? Text(value, m.Groups[2].Value) : m.Value);

    /// <summary>Names of the columns that a template uses.</summary>
    public static IEnumerable<string> Columns(string template) => Place().Matches(template).Select(m => m.Groups[1].Value);

    private static string Text(object? value, string format) => value switch
    {
        null => "—",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number when format.Length > 0 => number.ToString(format, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    [GeneratedRegex(@"\{(\w+)(?::([^}]+))?\}")]
    private static partial Regex Place();
}
