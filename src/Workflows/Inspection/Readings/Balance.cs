using DuckDB.NET.Data;

namespace Workflows.Inspection.Readings;

/// <summary>Keeps the tables that follow from the readings (<c>area_day</c>, <c>day_factor</c>, <c>customer_level</c>) in step with them.</summary>
internal static class Balance
{
    /// <summary>Computes them anew when an import has come since they were computed last. Done twice it does nothing.</summary>
    /// <remarks>
    /// After the import's commit, not within it: DuckDB knows the sizes of committed tables only, and without them it may build its hash
    /// tables on the tens of millions of readings. Should the program end in between, the next caller makes up for it.
    /// </remarks>
    public static void Ensure(DuckDBConnection connection)
    {
        var delivery = connection.Scalar<int>("SELECT coalesce(max(delivery), 0) FROM imports");
        if (delivery == connection.Scalar<int>("SELECT coalesce(max(delivery), 0) FROM balanced"))
        {
            return;
        }

        connection.Run(EmbeddedSql.Read("Readings/Balance.sql"));
        connection.Run("INSERT INTO balanced VALUES ($delivery)", ("delivery", delivery));
    }
}
