using System.Text;
using Workflows.Runtime.Definitions;

namespace Workflows.Runtime.Tests;

/// <summary>What counts as the content of a workflow folder.</summary>
public sealed class WorkflowFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("folders-").FullName;

    [Fact]
    public async Task Line_ends_and_byte_order_marks_are_no_difference()
    {
        var unix = await WriteAsync("a", "{\n}\n");
        var windows = await WriteAsync("b", "\uFEFF{\r\n}\r\n");

        Assert.Equal(WorkflowFolder.Hash(unix), WorkflowFolder.Hash(windows));
    }

    [Fact]
    public async Task Notes_and_scenarios_are_kept_but_make_no_new_version()
    {
        var files = new Dictionary<string, string>(await WriteAsync("a", "{}")) { ["README.md"] = "one", ["scenarios/x.json"] = "{}" };
        var hash = WorkflowFolder.Hash(files);

        Assert.Equal(hash, WorkflowFolder.Hash(new Dictionary<string, string>(files) { ["README.md"] = "two" }));
        Assert.NotEqual(hash, WorkflowFolder.Hash(new Dictionary<string, string>(files) { ["forms/x.json"] = "{}" }));
        Assert.NotEqual(hash, WorkflowFolder.Hash(new Dictionary<string, string>(files) { ["mail/x.en.liquid"] = "Subject: x" }));
    }

    [Fact]
    public async Task Text_that_is_not_utf_8_is_named()
    {
        await WriteAsync("a", "{}");
        await File.WriteAllBytesAsync(Path.Combine(_root, "a", "bad.json"), [0xD6, 0xD0, 0xFF]);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => WorkflowFolder.ReadAsync(Path.Combine(_root, "a")));

        Assert.Contains("bad.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_folders_with_a_definition_are_workflows()
    {
        await WriteAsync("b", "{}");
        await WriteAsync("a", "{}");
        Directory.CreateDirectory(Path.Combine(_root, "screening"));

        Assert.Equal(["a", "b"], WorkflowFolder.Find(_root).Select(Path.GetFileName));
        Assert.Equal(["a"], WorkflowFolder.Find(Path.Combine(_root, "a")).Select(Path.GetFileName));
        Assert.Empty(WorkflowFolder.Find(Path.Combine(_root, "nowhere")));
    }

    [Theory]
    [InlineData("forms/on-site.json", "on-site")]
    [InlineData("forms/deep/on-site.json", null)]
    [InlineData("forms/on-site.txt", null)]
    [InlineData("workflow.json", null)]
    public void A_form_is_known_by_its_place(string path, string? key) => Assert.Equal(key, WorkflowFolder.FormKey(path));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<IReadOnlyDictionary<string, string>> WriteAsync(string name, string workflow)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "workflow.json"), workflow, new UTF8Encoding(false));
        return await WorkflowFolder.ReadAsync(folder);
    }
}
