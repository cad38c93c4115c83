using System.Text.Json;
using DuckDB.NET.Data;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Drops;

/// <summary>The readings database's own memory of an import: written in the same transaction as the rows.</summary>
/// <param name="Report">What was reported.</param>
/// <param name="Delivery">Counts imports from 1; rows carry it.</param>
/// <param name="HandedOver">Whether units and suspicions of the drop have reached the other database.</param>
internal sealed record ImportRecord(ImportReport Report, int Delivery, bool HandedOver)
{
    private const string Columns = "SELECT report, delivery, handed_over FROM imports";

    /// <summary>The import of this content, if there was one.</summary>
    public static ImportRecord? Find(DuckDBConnection connection, string contentHash) =>
        connection.Query($"{Columns} WHERE content_hash = $hash", Read, ("hash", contentHash)).FirstOrDefault();

    /// <summary>Imports whose units and suspicions may not have arrived, oldest first.</summary>
    public static List<ImportRecord> NotHandedOver(DuckDBConnection connection) =>
        connection.Query($"{Columns} WHERE NOT handed_over ORDER BY delivery", Read);

    /// <summary>Remembers an import.</summary>
    public static void Add(DuckDBConnection connection, ImportReport report, int delivery) =>
        connection.Run(
            "INSERT INTO imports VALUES ($id, $delivery, $hash, $at, $report, false)",
            ("id", report.Id),
            ("delivery", delivery),
            ("hash", report.ContentHash),
            ("at", report.At.UtcDateTime),
            ("report", JsonSerializer.Serialize(report)));

    /// <summary>Remembers that everything of the import has arrived.</summary>
    public static void MarkHandedOver(DuckDBConnection connection, int delivery) =>
        connection.Run("UPDATE imports SET handed_over = true WHERE delivery = $delivery", ("delivery", delivery));

    private static ImportRecord Read(DuckDBDataReader reader) =>
        new(JsonSerializer.Deserialize<ImportReport>(reader.GetString(0))!, reader.GetInt32(1), reader.GetBoolean(2));
}
