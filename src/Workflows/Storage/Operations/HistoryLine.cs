namespace Workflows.Storage.Operations;

/// <summary>An instance whose steps do not count up without a gap to its revision and to the length of its history.</summary>
internal sealed class HistoryLine
{
    /// <summary>Compares each step with the one before it, and the last one with the instance.</summary>
    public const string Sql =
        """
        SELECT i.id AS "InstanceId", i.revision AS "Revision", i.history_length AS "HistoryLength",
               COUNT(s.revision) AS "Steps", COALESCE(SUM(s.event_count), 0) AS "Facts"
        FROM instances i
        LEFT JOIN (
            SELECT instance_id, revision, event_count,
                   CASE WHEN first_sequence = COALESCE(LAG(first_sequence + event_count) OVER w, 1)
                         AND revision = COALESCE(LAG(revision + 1) OVER w, 1) THEN 0 ELSE 1 END AS gap
            FROM steps
            WINDOW w AS (PARTITION BY instance_id ORDER BY revision)
        ) s ON s.instance_id = i.id
        GROUP BY i.id, i.revision, i.history_length
        HAVING COUNT(s.revision) <> i.revision OR COALESCE(SUM(s.event_count), 0) <> i.history_length OR COALESCE(SUM(s.gap), 0) > 0
        """;

    /// <summary>The instance.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>Its revision.</summary>
    public long Revision { get; set; }

    /// <summary>How many facts there should be.</summary>
    public long HistoryLength { get; set; }

    /// <summary>How many steps there are.</summary>
    public long Steps { get; set; }

    /// <summary>How many facts they hold.</summary>
    public long Facts { get; set; }
}
