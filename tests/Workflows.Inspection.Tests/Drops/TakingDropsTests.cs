using System.IO.Compression;
using System.Text;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Drops;

public sealed class TakingDropsTests : IDisposable
{
    private readonly ReadingsFile _readings = new();

    public void Dispose() => _readings.Dispose();

    [Fact]
    public void Headers_may_stand_in_any_order_and_case_and_behind_a_byte_order_mark()
    {
        var drop = _readings.Drop().WithArchives().With("customer_energy_daily.csv", "\uFEFFKWH, Customer_No ,DATE\r\n1.5,C1,2026-03-01\r\n,C2,2026-03-01\r\n");

        var report = _readings.Import(drop);

        Assert.Equal(2, report.Files.Single(f => f.Name == "customer_energy_daily.csv").Rows);
        Assert.Equal(["2026-03-01 | C1 | 1.5", "2026-03-01 | C2 | ∅"], _readings.Rows("SELECT date, customer_no, kwh FROM customer_energy_daily ORDER BY customer_no"));
    }

    [Fact]
    public void Quoted_fields_may_hold_commas_quotes_and_line_breaks()
    {
        var drop = _readings.Drop().WithArchives().With("complaints.csv", "at,customer_no,text\n2026-03-05T08:00:00+08:00,C1,\"他说：\"\"停电\"\"，\n三次\"\n2026-03-05T00:00:00Z,C2,x\n");

        _readings.Import(drop);

        Assert.Equal(["2026-03-05 08:00 | C1 | 他说：\"停电\"，\n三次", "2026-03-05 08:00 | C2 | x"], _readings.Rows("SELECT \"at\", customer_no, text FROM complaints ORDER BY customer_no"));
    }

    [Fact]
    public void Columns_that_the_format_does_not_know_are_kept_as_text()
    {
        var drop = _readings.Drop().WithArchives()
            .With("areas.csv", "area_no,name,station_code,海拔,name2\nA1,槐荫,S11,0042,\n")
            .With("customer_energy_daily.csv", "date,customer_no,kwh,quality\n2026-03-01,C1,1,估读\n");

        _readings.Import(drop);

        Assert.Equal(["海拔=0042,name2="], _readings.Rows("SELECT extra FROM areas"));
        Assert.Equal(["quality=估读"], _readings.Rows("SELECT extra FROM reading"));
    }

    [Fact]
    public void An_empty_field_is_unknown_and_never_zero()
    {
        var drop = _readings.Drop().WithArchives()
            .With("areas.csv", "area_no,name,station_code,capacity_kva,lon\nA1,槐荫,S11,,\n")
            .With("area_supply_daily.csv", "date,area_no,supply_kwh,pv_kwh\n2026-03-01,A1,,\n");

        _readings.Import(drop);

        Assert.Equal(["∅ | ∅"], _readings.Rows("SELECT capacity_kva, lon FROM areas"));
        Assert.Equal(["∅ | ∅"], _readings.Rows("SELECT supply_kwh, pv_kwh FROM area_supply_daily"));
    }

    [Fact]
    public void Within_a_file_the_later_line_of_a_day_and_customer_wins()
    {
        var lines = string.Concat(Enumerable.Range(0, 100).Select(d => $"{TinyDrop.Day(d)},C1,{d}\n{TinyDrop.Day(d)},C2,1\n"));
        var drop = _readings.Drop().WithArchives().With("customer_energy_daily.csv", $"date,customer_no,kwh\n{lines}{TinyDrop.Day(3)},C1,333\n{TinyDrop.Day(3)},C1,444\n");

        _readings.Import(drop);

        Assert.Equal(["444"], _readings.Rows($"SELECT kwh FROM customer_energy_daily WHERE customer_no = 'C1' AND date = DATE '{TinyDrop.Day(3)}'"));
        Assert.Equal(["200"], _readings.Rows("SELECT count(*) FROM reading"));
    }

    [Fact]
    public void A_late_reading_in_a_later_drop_replaces_the_earlier_one_and_leaves_the_others()
    {
        _readings.Import(_readings.Drop("first").WithArchives().With("customer_energy_daily.csv", "date,customer_no,kwh\n2026-03-01,C1,1\n2026-03-02,C1,\n2026-03-02,C2,5\n"));
        var late = _readings.Drop("late").With("customer_energy_daily.csv", "date,customer_no,kwh\n2026-03-02,C1,2\n2026-03-03,C1,3\n");

        var report = _readings.Import(late);

        Assert.Equal(2, Assert.Single(report.Files).Rows);
        Assert.Equal(["C1 | 2026-03-01 | 1", "C1 | 2026-03-02 | 2", "C1 | 2026-03-03 | 3", "C2 | 2026-03-02 | 5"], _readings.Rows("SELECT customer_no, date, kwh FROM customer_energy_daily ORDER BY 1, 2"));
    }

    [Fact]
    public void A_later_archive_changes_what_it_states_and_keeps_what_it_does_not_have()
    {
        _readings.Import(_readings.Drop("first").WithArchives().With("customer_energy_daily.csv", "date,customer_no,kwh\n2026-03-01,C1,1\n"));

        _readings.Import(_readings.Drop("second").With("customers.csv", "customer_no,name,area_no,status\nC1,王伟明,A1,suspended\nC3,赵强,A1,active\n"));

        Assert.Equal(
            ["C1 | 王伟明 | residential | suspended", "C2 | 李芳 | residential | active", "C3 | 赵强 | ∅ | active"],
            _readings.Rows("SELECT customer_no, name, category, status FROM customers ORDER BY 1"));
        Assert.Equal(["C1 | 1"], _readings.Rows("SELECT customer_no, kwh FROM customer_energy_daily"));
    }

    [Fact]
    public void The_same_content_again_changes_nothing_whether_as_folder_zip_or_gz()
    {
        var drop = _readings.Drop().WithArchives().With("customer_energy_daily.csv", "date,customer_no,kwh\n2026-03-01,C1,1\n");
        var first = _readings.Import(drop);
        ZipFile.CreateFromDirectory(drop.Folder, _readings.PathOf("drop.zip"));
        var packed = _readings.Drop("packed").WithArchives().With("customer_energy_daily.csv.gz", Gzip("date,customer_no,kwh\n2026-03-01,C1,1\n"));

        var again = new[] { _readings.Import(drop), _readings.Import(_readings.PathOf("drop.zip")), _readings.Import(packed) };

        Assert.False(first.AlreadyImported);
        Assert.All(again, r => Assert.True(r.AlreadyImported));
        Assert.All(again, r => Assert.Equal((first.Id, first.ContentHash), (r.Id, r.ContentHash)));
        Assert.Equal(["1"], _readings.Rows("SELECT count(*) FROM reading"));
    }

    [Fact]
    public void A_zip_with_the_files_in_a_folder_is_taken()
    {
        _readings.Drop("outer/inner").WithArchives();
        ZipFile.CreateFromDirectory(_readings.PathOf("outer"), _readings.PathOf("drop.zip"));

        var report = _readings.Import(_readings.PathOf("drop.zip"));

        Assert.Equal(2, report.Files.Single(f => f.Name == "customers.csv").Rows);
    }

    [Fact]
    public void Files_that_the_format_does_not_know_are_named_and_left_alone()
    {
        var report = _readings.Import(_readings.Drop().WithArchives().With("notes.txt", "hello"));

        Assert.Contains(report.Files, f => f.Name == "notes.txt" && f.Rows == 0 && f.Problem!.Contains("忽略", StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_tells_every_file_and_ends_with_all_rows()
    {
        var told = new List<ImportProgress>();

        _readings.Import(_readings.Drop().WithArchives(), new Recorder(told));

        Assert.Equal(["drop", "areas.csv", "customers.csv", "area_day", ""], told.Select(p => p.File).Distinct());
        Assert.Equal((2, 2, 3L), (told[^1].FilesDone, told[^1].FilesTotal, told[^1].Rows));
    }

    [Fact]
    public void The_offline_list_is_read_by_the_headers_that_offices_use()
    {
        var list = "序号,来源系统,主题名称,户号,户名,负责人,传递班组,存在问题,回单时限,整改进度\n1,运营监控,零电量,C1,王伟,张三,城关所,\"连续三月为零，\n请核实\",2026-04-01,未整改\n2,运营监控,零电量,,无号,张三,城关所,x,2026-04-01,\n3,运营监控,零电量,C1,王伟,张三,城关所,重复的一行,2026-04-01,\n";

        var report = _readings.Import(_readings.Drop().WithArchives().With("offline_list.csv", list));

        Assert.Equal(["运营监控 | 零电量 | C1 | 王伟 | 连续三月为零，\n请核实 | 城关所 | 序号=1,整改进度=未整改"], _readings.Rows("SELECT source, theme, customer_no, customer_name, content, team, extra FROM offline_list"));
        Assert.Equal(("offline_list.csv", 4, "customer_no", "empty"), Reject.Of(report).Select(r => (r.File, r.Line, r.Column, r.Code)).Single());
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private sealed class Recorder(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told.Add(value);
    }
}
