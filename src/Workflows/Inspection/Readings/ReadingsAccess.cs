using System.Collections.Immutable;
using Workflows.Core.Organisation;

namespace Workflows.Inspection.Readings;

/// <summary>What a person may see of the readings: everything, or the areas of some stations.</summary>
/// <remarks>A role reaches its unit and everything below it. The machine, and whoever holds a role at the prefecture, sees everything.</remarks>
public sealed class ReadingsAccess
{
    private ReadingsAccess(ImmutableHashSet<string>? units) => Units = units;

    /// <summary>Codes of the units (of all tiers) whose areas may be seen; <see langword="null"/> = all, areas without a known station included.</summary>
    public ImmutableHashSet<string>? Units { get; }

    /// <summary>Finds out what the reader may see in the organisation as it is now.</summary>
    public static ReadingsAccess Of(Actor reader, OrgChart chart)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(chart);
        if (reader.IsSystem || reader.Grants.Any(g => chart.Find(g.Unit)?.Tier == OrgTier.Prefecture))
        {
            return new ReadingsAccess(null);
        }

        return new ReadingsAccess([.. reader.Grants.SelectMany(g => chart.Within(g.Unit)).Select(u => u.Code)]);
    }

    /// <summary>The same, and only below <paramref name="unit"/>. An unknown unit leaves nothing.</summary>
    public ReadingsAccess Below(string? unit, OrgChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (unit is null)
        {
            return this;
        }

        var below = chart.Within(unit).Select(u => u.Code).ToImmutableHashSet(StringComparer.Ordinal);
        return new ReadingsAccess(Units is null ? below : Units.Intersect(below));
    }

    /// <summary>Whether an area of this station may be seen.</summary>
    public bool MaySee(string? stationCode) => Units is null || (stationCode is not null && Units.Contains(stationCode));
}
