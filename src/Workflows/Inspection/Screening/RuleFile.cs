using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Core;

namespace Workflows.Inspection.Screening;

/// <summary>One version of a rule: what it says of itself, and the SQL that runs it.</summary>
/// <param name="Code">Such as <c>LL-05</c>.</param>
/// <param name="Header">What the file says of the rule.</param>
/// <param name="Sql">Its SQL as written.</param>
/// <param name="Statements">The SQL with parameters filled in; the last statement yields the hits.</param>
internal sealed record RuleFile(string Code, RuleHeader Header, string Sql, ImmutableArray<string> Statements)
{
    /// <summary>What pages show of it.</summary>
    public ScreeningRule Rule { get; } = new(Code, Header.Class, Header.Name, Header.Version, Header.Channel, Header.Severity, Header.Specialty, Header.Enabled, Header.Parameters.ToImmutableDictionary(), Header.Guidance);

    /// <summary>Whether it is the rule for data up to this day.</summary>
    public bool IsInEffect(DateOnly asOf) => asOf >= Header.EffectiveFrom && (Header.EffectiveTo is null || asOf <= Header.EffectiveTo);
}

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
