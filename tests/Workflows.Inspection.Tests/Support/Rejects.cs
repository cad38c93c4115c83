using Workflows.Inspection.Drops;
using Workflows.Inspection.Drops.Csv;

namespace Workflows.Inspection.Tests.Support;

/// <summary>A row of a reject file.</summary>
public sealed record Reject(string File, int Line, string Column, string Reason, string Row)
{
    /// <summary>The code in front of the sentence.</summary>
    public string Code => Reason.Split(':')[0];

    public static IReadOnlyList<Reject> Of(ImportReport report)
    {
        Assert.NotNull(report.RejectFile);
        using var reader = new CsvRecordReader(System.IO.File.OpenRead(report.RejectFile));
        var rows = new List<string[]>();
        while (reader.TryRead(out var record))
        {
            Assert.Null(record.Fault);
            var fields = new string[record.Count];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = System.Text.Encoding.UTF8.GetString(record[i]);
            }

            rows.Add(fields);
        }

        Assert.Equal(["file", "line", "column", "reason", "row"], rows[0]);
        return [.. rows.Skip(1).Select(r => new Reject(r[0], int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture), r[2], r[3], r[4]))];
    }
}
