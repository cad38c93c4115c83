using Bunit;
using Host.Imports;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Inspection.Drops;

namespace Host.Tests.Pages;

public sealed class ImportsPageTests : StaffPageTest
{
    private readonly FakeImporter _importer = new();

    public ImportsPageTests()
    {
        Services.AddSingleton<IDropImporter>(_importer);
        Services.AddSingleton<IImportLog>(_importer);
        Directory.CreateDirectory(Path.Combine(Data, "drops", "november"));
        File.WriteAllText(Path.Combine(Data, "drops", "november", "areas.csv"), "area_no\n");
    }

    [Fact]
    public async Task A_prepared_drop_is_imported_in_the_background_with_files_and_rows_counted()
    {
        var page = Show<ImportsPage>();
        page.Find("button[aria-label='导入 november']").Click();
        await _importer.Begun.Task;

        page.WaitForAssertion(() => Assert.Contains("第 2 个文件，共 3 个：customers.csv · 已读 1,234 行", page.Find(".cl-job").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#drop-file"));
        _importer.End.SetResult(Report());

        page.WaitForAssertion(() => Assert.Contains("导入完成：12 行，拒收 3 行。", page.Find(".cl-job-partly").TextContent, StringComparison.Ordinal));
        Assert.Equal(Path.Combine(Data, "drops", "november"), _importer.Asked);
    }

    [Fact]
    public async Task Another_visitor_finds_the_running_import_and_can_cancel_it_after_one_question()
    {
        Show<ImportsPage>().Find("button[aria-label='导入 november']").Click();
        await _importer.Begun.Task;

        var other = Show<ImportsPage>();
        Assert.Contains("正在导入 november", other.Find(".cl-job").TextContent, StringComparison.Ordinal);
        Assert.Contains("取消导入", other.Find(".cl-job button").TextContent, StringComparison.Ordinal);
        other.Find(".cl-job button").Click();
        Assert.Contains("一行都不会留下", other.Find(".cl-confirm").TextContent, StringComparison.Ordinal);
        other.Find(".cl-confirm button").Click();

        other.WaitForAssertion(() => Assert.Contains("已取消", other.Find(".cl-job").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_content_again_is_said_kindly()
    {
        var page = Show<ImportsPage>();
        page.Find("button[aria-label='导入 november']").Click();
        await _importer.Begun.Task;
        _importer.End.SetResult(Report() with { AlreadyImported = true });

        page.WaitForAssertion(() => Assert.Contains("以前已经导入过，数据没有变化", page.Find(".cl-job-done").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_drop_is_said_in_the_readers_language_and_the_page_can_be_used_again()
    {
        var page = Show<ImportsPage>();
        page.Find("button[aria-label='导入 november']").Click();
        await _importer.Begun.Task;
        _importer.End.SetException(new DropUnusableException("不是数据包 / not a drop"));

        page.WaitForAssertion(() => Assert.Contains("不是数据包", page.Find(".cl-job-failed").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("not a drop", page.Find(".cl-job-failed").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("#drop-file"));
    }

    [Fact]
    public void A_file_that_is_no_zip_is_refused_before_it_is_sent()
    {
        var page = Show<ImportsPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("x", "readings.csv"));

        Assert.Equal("import.not-a-zip", page.Find(".cl-refusal").GetAttribute("data-code"));
        Assert.Null(_importer.Asked);
    }

    [Fact]
    public async Task An_upload_is_imported_and_leaves_no_file_behind()
    {
        var page = Show<ImportsPage>();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("PK", "late readings.zip"));
        await _importer.Begun.Task;

        Assert.Equal("late readings.zip", Path.GetFileName(_importer.Asked));
        Assert.True(File.Exists(_importer.Asked));
        _importer.End.SetResult(Report());
        await Services.GetRequiredService<ImportJobs>().Slot.Idle;

        Assert.False(File.Exists(_importer.Asked));
    }

    [Fact]
    public void The_history_tells_what_was_rejected_and_where_to_get_it()
    {
        _importer.Reports.Add(Report());

        var page = Show<ImportsPage>();

        Assert.Equal($"/api/imports/{_importer.Reports[0].Id}/rejects", page.Find(".download").GetAttribute("href"));
        Assert.Contains("缺少必需的列", page.Find(".cl-problem").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 个文件未导入", page.Find(".report summary").TextContent, StringComparison.Ordinal);
    }

    private static ImportReport Report() => new(
        Guid.CreateVersion7(),
        "november",
        "0123456789abcdef",
        DateTimeOffset.UnixEpoch,
        "me",
        false,
        [new ImportedFile("areas.csv", 12, 3, null), new ImportedFile("customers.csv", 0, 0, "缺少必需的列 name / required column missing: name")],
        "rejects.csv");

    private sealed class FakeImporter : IDropImporter, IImportLog
    {
        public TaskCompletionSource Begun { get; } = new();

        public TaskCompletionSource<ImportReport> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<ImportReport> Reports { get; } = [];

        public string? Asked { get; private set; }

        public Task<ImportReport> ImportAsync(string path, string importedBy, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            Asked = path;
            progress?.Report(new ImportProgress("customers.csv", 1, 3, 1234));
            Begun.TrySetResult();
            return End.Task.WaitAsync(cancellationToken);
        }

        public Task AddAsync(ImportReport report, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task<IReadOnlyList<ImportReport>> ListAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<ImportReport>>(Reports);
    }
}
