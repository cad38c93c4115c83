using Workflows.Core.Organisation;

namespace Host.Organisation;

/// <summary>The units as a list in the order of the tree.</summary>
public static class UnitTree
{
    // Three tiers in truth; the limit ends a circle in bad data.
    private const int Deepest = 8;

    /// <summary>The units that a person may narrow a list to: below the units of their roles, all for an administrator and a process owner.</summary>
    /// <returns>Each unit with how deep it stands below the topmost one shown.</returns>
    public static IEnumerable<(OrgUnit Unit, int Depth)> For(OrgChart chart, Actor reader)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(reader);
        var scopes = reader.Grants.Select(g => g.Unit).Distinct().Where(u => chart.Find(u) is not null).ToList();
        var tops = reader.Has(Roles.Administrator) || reader.Has(Roles.ProcessOwner)
            ? chart.Units.Where(u => chart.Find(u.ParentCode) is null)
            : scopes.Where(s => !scopes.Any(other => other != s && chart.IsWithin(s, other))).Select(s => chart.Find(s)!);
        return tops.OrderBy(u => u.Code, StringComparer.Ordinal).SelectMany(top => Below(chart, top, 0));
    }

    private static IEnumerable<(OrgUnit Unit, int Depth)> Below(OrgChart chart, OrgUnit unit, int depth)
    {
        var children = chart.Units.Where(u => depth < Deepest && u.ParentCode == unit.Code).OrderBy(u => u.Code, StringComparer.Ordinal);
        return children.SelectMany(child => Below(chart, child, depth + 1)).Prepend((unit, depth));
    }
}
