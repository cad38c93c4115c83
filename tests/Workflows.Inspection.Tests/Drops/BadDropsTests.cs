using System.IO.Compression;
using System.Text;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Drops;

public sealed class BadDropsTests : IDisposable
{
    private readonly ReadingsFile _readings = new();

    public void Dispose() => _readings.Dispose();

    [Fact]
    public void Every_kind_of_bad_row_is_rejected_with_its_line_column_and_reason_and_the_good_rows_go_in()
    {
        var rows = string.Join('\n',
            "date,customer_no,kwh",          // 1
            "2026-03-01,C1,1",               // 2
            "2026-02-30,C1,1",               // 3 no such day
            "01/03/2026,C1,1",               // 4
            "2026-03-02,C1,abc",             // 5
            "2026-03-02,C1,NaN",             // 6
            "2026-03-02,C1,1e999",           // 7
            "2026-03-02,C1,\"1,5\"",         // 8
            "2026-03-02,C1,-3",              // 9
            "2026-03-02,C9,1",               // 10 unknown customer
            "2026-03-02,,1",                 // 11
            ",C1,1",                         // 12
            "2026-03-02,C1",                 // 13
            "2026-03-02,C1,1,2",             // 14
            "2026-03-02,C1,2.5",             // 15
            "2026-03-02,C2,\t3",             // 16
            "2026-03-03,C2, 4 ") + "\n";     // 17 blanks around a number are nobody's fault
        var drop = _readings.Drop().WithArchives().With("customer_energy_daily.csv", rows);

        var report = _readings.Import(drop);

        Assert.Equal((3L, 13L), report.Files.Where(f => f.Name == "customer_energy_daily.csv").Select(f => (f.Rows, f.Rejected)).Single());
        Assert.Equal(
            [
                (3, "date", "not-a-date"), (4, "date", "not-a-date"), (5, "kwh", "not-a-number"), (6, "kwh", "not-a-number"), (7, "kwh", "not-a-number"), (8, "kwh", "not-a-number"),
                (9, "kwh", "negative"), (10, "customer_no", "unknown-customer"), (11, "customer_no", "empty"), (12, "date", "empty"), (13, "", "field-count"), (14, "", "field-count"), (16, "kwh", "not-a-number"),
            ],
            Reject.Of(report).Select(r => (r.Line, r.Column, r.Code)));
        Assert.Equal("2026-03-02,C1,\"1,5\"", Reject.Of(report).Single(r => r.Line == 8).Row);
        Assert.Equal(["2026-03-01 | C1 | 1", "2026-03-02 | C1 | 2.5", "2026-03-03 | C2 | 4"], _readings.Rows("SELECT date, customer_no, kwh FROM customer_energy_daily ORDER BY 1, 2"));
    }

    [Fact]
    public void Lines_are_counted_through_quoted_line_breaks_empty_lines_and_mixed_line_ends()
    {
        var text = "\uFEFFat,customer_no,text\r\n\"2026-03-01T08:00:00+08:00\",C1,\"a\nb\r\nc\"\n\n2026-03-01,C1,no time\r\n\r\n2026-03-02T08:00:00+08:00,C1,fine\nnonsense\n";
        var drop = _readings.Drop().WithArchives().With("complaints.csv", text);

        var report = _readings.Import(drop);

        Assert.Equal([(6, "not-an-instant"), (9, "field-count")], Reject.Of(report).Select(r => (r.Line, r.Code)));
        Assert.Equal(["a\nb\r\nc", "fine"], _readings.Rows("SELECT text FROM complaints ORDER BY \"at\""));
    }

    [Theory]
    [InlineData("2026-03-01T08:00:00+08:00,C1,\"never closed\n2026-03-02T08:00:00+08:00,C1,good\n")]
    [InlineData("2026-03-01T08:00:00+08:00,C1,\"closed\" too early\n2026-03-02T08:00:00+08:00,C1,good\n")]
    [InlineData("2026-03-01T08:00:00+08:00,C1,in the \"middle\"\n2026-03-02T08:00:00+08:00,C1,good\n")]
    public void Broken_quotes_cost_one_line_and_not_the_rest_of_the_file(string rows)
    {
        var report = _readings.Import(_readings.Drop().WithArchives().With("complaints.csv", "at,customer_no,text\n" + rows));

        Assert.Equal((2, "malformed-quotes"), Reject.Of(report).Select(r => (r.Line, r.Code)).Single());
        Assert.Equal(["good"], _readings.Rows("SELECT text FROM complaints"));
    }

    [Fact]
    public void Bytes_that_are_not_text_are_rejected()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("at,customer_no,text\n2026-03-01T08:00:00+08:00,C1,"), 0xC4, 0xE3, (byte)'\n', .. Encoding.UTF8.GetBytes("2026-03-02T08:00:00+08:00,C1,a\0b\n2026-03-03T08:00:00+08:00,C1,good\n")];

        var report = _readings.Import(_readings.Drop().WithArchives().With("complaints.csv", bytes));

        Assert.Equal([(2, "not-utf8"), (3, "not-utf8")], Reject.Of(report).Select(r => (r.Line, r.Code)));
        Assert.Equal(["good"], _readings.Rows("SELECT text FROM complaints"));
    }

    [Fact]
    public void A_row_without_end_is_passed_over_without_being_held_in_memory()
    {
        var endless = new byte[30 << 20];
        Array.Fill(endless, (byte)'x');
        byte[] file = [.. "at,customer_no,text\n"u8, .. endless, .. "\n2026-03-03T08:00:00+08:00,C1,good\n"u8];

        var report = _readings.Import(_readings.Drop().WithArchives().With("complaints.csv", file));

        var reject = Assert.Single(Reject.Of(report));
        Assert.Equal((2, "row-too-long"), (reject.Line, reject.Code));
        Assert.True(reject.Row.Length < 10_000);
        Assert.Equal(["good"], _readings.Rows("SELECT text FROM complaints"));
    }

    [Fact]
    public void A_missing_required_column_refuses_that_file_as_a_whole_and_no_other()
    {
        var drop = _readings.Drop().WithArchives().With("customer_energy_daily.csv", "date,customer,kwh\n2026-03-01,C1,1\n");

        var report = _readings.Import(drop);

        var file = report.Files.Single(f => f.Name == "customer_energy_daily.csv");
        Assert.Equal((0L, 0L), (file.Rows, file.Rejected));
        Assert.Contains("customer_no", file.Problem, StringComparison.Ordinal);
        Assert.Equal(2, report.Files.Single(f => f.Name == "customers.csv").Rows);
        Assert.Equal(["0"], _readings.Rows("SELECT count(*) FROM reading"));
    }

    [Theory]
    [InlineData("date,customer_no,kwh,KWH\n2026-03-01,C1,1,2\n", "kwh")]
    [InlineData("", "表头")]
    [InlineData("\n\n", "表头")]
    public void A_header_that_cannot_be_trusted_refuses_the_file(string text, string mentioned)
    {
        var report = _readings.Import(_readings.Drop().WithArchives().With("customer_energy_daily.csv", text));

        Assert.Contains(mentioned, report.Files.Single(f => f.Name == "customer_energy_daily.csv").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_outside_the_lists_and_ranges_of_the_format_are_rejected()
    {
        var drop = _readings.Drop()
            .With("org_units.csv", "code,name,tier,parent_code\nP,市,prefecture,\nX,乡,village,P\n")
            .With("areas.csv", "area_no,name,station_code,lon\nA1,一,S11,113.9\nA2,二,S11,939\n")
            .With("customers.csv", "customer_no,name,area_no,status\nC1,王伟,A1,ACTIVE\nC2,李芳,A1,sleeping\nC3,赵强,A2,active\n");

        var report = _readings.Import(drop);

        Assert.Equal(
            [("org_units.csv", 3, "tier", "unknown-value"), ("areas.csv", 3, "lon", "out-of-range"), ("customers.csv", 3, "status", "unknown-value"), ("customers.csv", 4, "area_no", "unknown-area")],
            Reject.Of(report).Select(r => (r.File, r.Line, r.Column, r.Code)));
        Assert.Equal(["C1 | active"], _readings.Rows("SELECT customer_no, status FROM customers"));
    }

    [Theory]
    [InlineData("nowhere", "找不到")]
    [InlineData("empty", "没有")]
    [InlineData("broken.zip", "zip")]
    public void What_is_no_drop_is_refused_with_a_message(string path, string mentioned)
    {
        Directory.CreateDirectory(_readings.PathOf("empty"));
        File.WriteAllText(_readings.PathOf("broken.zip"), "PK this is no zip");

        var refused = Assert.Throws<DropUnusableException>(() => _readings.Import(_readings.PathOf(path)));

        Assert.Contains(mentioned, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../customers.csv")]
    [InlineData("a/../../customers.csv")]
    [InlineData("/customers.csv")]
    [InlineData("..\\customers.csv")]
    public void A_zip_that_reaches_outside_is_refused(string entry)
    {
        using (var zip = ZipFile.Open(_readings.PathOf("evil.zip"), ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write("customer_no,name,area_no\n");
        }

        Assert.Throws<DropUnusableException>(() => _readings.Import(_readings.PathOf("evil.zip")));

        Assert.Empty(Directory.EnumerateFiles(_readings.PathOf("."), "customers.csv", SearchOption.AllDirectories));
    }

    [Fact]
    public void An_archive_that_unpacks_to_far_too_much_is_stopped()
    {
        using var small = new ReadingsFile(o => o.MaxDropBytes = 2_000_000);
        using (var zip = ZipFile.Open(small.PathOf("bomb.zip"), ZipArchiveMode.Create))
        {
            using var stream = zip.CreateEntry("customers.csv").Open();
            stream.Write(new byte[10_000_000]);
        }

        Directory.CreateDirectory(small.PathOf("gz"));
        using (var gzip = new GZipStream(File.Create(Path.Combine(small.PathOf("gz"), "customers.csv.gz")), CompressionLevel.Fastest))
        {
            gzip.Write(new byte[10_000_000]);
        }

        Assert.Throws<DropUnusableException>(() => small.Import(small.PathOf("bomb.zip")));
        Assert.Throws<DropUnusableException>(() => small.Import(small.PathOf("gz")));
    }

    [Fact]
    public void The_same_file_twice_in_a_drop_is_refused()
    {
        var drop = _readings.Drop().WithArchives().With("CUSTOMERS.csv.gz", []);

        Assert.Contains("customers", Assert.Throws<DropUnusableException>(() => _readings.Import(drop)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_that_is_given_up_leaves_nothing_behind()
    {
        var drop = _readings.Drop().WithArchives().With("customer_energy_daily.csv", "date,customer_no,kwh\n2026-03-01,C1,1\nbad\n");
        using var cancel = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => _readings.Import(drop, new CancelAt("customer_energy_daily.csv", cancel), cancel.Token));

        Assert.Equal(["0 | 0 | 0"], _readings.Rows("SELECT (SELECT count(*) FROM customers), (SELECT count(*) FROM reading), (SELECT count(*) FROM imports)"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_readings.DataDirectory, "imports")));
        Assert.False(_readings.Import(drop).AlreadyImported);
    }

    [Fact]
    public void A_damaged_gz_stops_the_import_and_leaves_nothing_behind()
    {
        byte[] whole;
        using (var packed = new MemoryStream())
        {
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            {
                gzip.Write(Encoding.UTF8.GetBytes(TinyDrop.Readings(2000, ("C1", d => d))));
            }

            whole = packed.ToArray();
        }

        whole.AsSpan(whole.Length / 2, 20).Fill(0xFF);
        var drop = _readings.Drop().WithArchives().With("customer_energy_daily.csv.gz", whole);

        Assert.Throws<DropUnusableException>(() => _readings.Import(drop));

        Assert.Equal(["0"], _readings.Rows("SELECT count(*) FROM customers"));
    }

    [Fact]
    public void A_drop_of_which_nothing_could_be_read_is_not_remembered_as_imported()
    {
        var drop = _readings.Drop().With("customers.csv", "number,name\nC1,王伟\n");

        Assert.False(_readings.Import(drop).AlreadyImported);
        Assert.False(_readings.Import(drop).AlreadyImported);
    }

    private sealed class CancelAt(string file, CancellationTokenSource cancel) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.File == file)
            {
                cancel.Cancel();
            }
        }
    }
}
