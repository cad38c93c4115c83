using System.Collections.Immutable;
using Workflows.Inspection.Readings;
using Workflows.Runtime.People;

namespace Workflows.Inspection.Patrols;

/// <summary>
/// Draws areas by lot, so that nobody knows beforehand where a patrol goes and everybody can repeat the draw afterwards: the areas whose
/// SHA-256 of <c>seed:area number</c>, as hexadecimal text, comes first.
/// </summary>
public sealed class AreaDraw(ReadingsDatabase database, IPeople people)
{
    /// <summary>Most areas of one draw.</summary>
    public const int Most = 500;

    /// <summary>Draws.</summary>
    /// <param name="unit">Only areas of this unit and below.</param>
    /// <param name="count">How many, 1–500; all of them when there are fewer.</param>
    /// <param name="seed">What the draw follows from, not empty.</param>
    /// <returns>How many areas there were to draw from, and those that were drawn.</returns>
    public (int From, ImmutableArray<DrawnArea> Drawn) Draw(string unit, int count, string seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        if (!File.Exists(database.Path))
        {
            return (0, []);
        }

        var stations = string.Join(", ", people.Chart.Within(unit).Select(u => Sql.Text(u.Code)).DefaultIfEmpty("NULL"));
        using var connection = database.Open();
        var rows = connection.Query(
            $"""
            SELECT area_no, name, station_code, manager, sha256($seed || ':' || area_no) AS lot, count(*) OVER ()
            FROM areas WHERE station_code IN ({stations}) ORDER BY lot LIMIT {count}
            """,
            r => (Area: new DrawnArea(r.GetString(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.GetString(4)), From: (int)r.GetInt64(5)),
            ("seed", seed));
        return (rows.Count > 0 ? rows[0].From : 0, [.. rows.Select(r => r.Area)]);
    }
}

/// <summary>An area that was drawn.</summary>
/// <param name="AreaNo">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="StationCode">The station that it belongs to.</param>
/// <param name="Manager">Its manager (台区经理), where known.</param>
/// <param name="Lot">SHA-256 of <c>seed:area number</c>, 64 lower-case hexadecimal digits.</param>
public sealed record DrawnArea(string AreaNo, string Name, string StationCode, string? Manager, string Lot);
