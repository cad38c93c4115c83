using System.Collections.Immutable;

namespace Workflows.Inspection.Screening;

/// <summary>The rule catalogue as read from its folders.</summary>
/// <param name="Views">Statements that prepare the shared views.</param>
/// <param name="Ranking">How hits become ranks.</param>
/// <param name="Rules">Every version of every rule.</param>
internal sealed record RuleCatalog(ImmutableArray<string> Views, RankingParameters Ranking, ImmutableArray<RuleFile> Rules)
{
    /// <summary>The rules as they stand for data up to this day: of each the newest version in effect, each after those that it builds on.</summary>
    /// <exception cref="ScreeningRulesException">Rules build on each other in a circle.</exception>
    public ImmutableArray<RuleFile> On(DateOnly asOf)
    {
        var current = Rules.Where(r => r.IsInEffect(asOf)).GroupBy(r => r.Code, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.Header.Version)!, StringComparer.Ordinal);
        var ordered = ImmutableArray.CreateBuilder<RuleFile>(current.Count);
        var visiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in current.Keys.Order(StringComparer.Ordinal))
        {
            Visit(code);
        }

        return ordered.ToImmutable();

        void Visit(string code)
        {
            if (!current.TryGetValue(code, out var rule) || ordered.Contains(rule))
            {
                return;
            }

            if (!visiting.Add(code))
            {
                throw new ScreeningRulesException($"规则 {code} 直接或间接地依赖自己（after） / rule {code} builds on itself (after)");
            }

            foreach (var earlier in rule.Header.After ?? [])
            {
                Visit(earlier);
            }

            ordered.Add(rule);
        }
    }
}

/// <summary>How hits become ranks.</summary>
/// <param name="PrevalenceLimit">Share of all customers (areas) above which a rule's hits are taken to say less, 0–1.</param>
/// <param name="AreaSupport">How much a high-loss area raises a customer of it that another channel has hit, 0–1.</param>
/// <param name="SeverityWeight">Part of the score that one step of severity is worth, 0–0.2.</param>
internal sealed record RankingParameters(double PrevalenceLimit, double AreaSupport, double SeverityWeight);
