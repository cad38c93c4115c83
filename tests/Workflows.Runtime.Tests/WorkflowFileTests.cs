using System.IO.Compression;
using System.Text;
using CsCheck;
using Workflows.Runtime.Definitions;

namespace Workflows.Runtime.Tests;

/// <summary>Workflows as one file: what is packed comes back, and what is hostile does not come in.</summary>
public sealed class WorkflowFileTests
{
    private static readonly Dictionary<string, string> Folder = new()
    {
        ["workflow.json"] = "{ \"definitionId\": \"x\", \"somebodyElses\": 1e3 }\n",
        ["forms/on-site.json"] = "{ }",
        ["mail/late.zh-CN.liquid"] = "主题：{{ instance.title }}",
    };

    [Fact]
    public void What_is_packed_comes_back_byte_for_byte()
    {
        var reading = WorkflowFile.Read(WorkflowFile.Zip(Folder));
        Assert.Null(reading.Refusal);
        Assert.Equal(Folder.OrderBy(f => f.Key, StringComparer.Ordinal), reading.Files);
        Assert.Equal(WorkflowFile.Zip(Folder), WorkflowFile.Zip(Folder));
    }

    [Fact]
    public void The_folder_itself_may_lie_in_the_zip_and_what_is_no_part_of_a_workflow_is_left_out()
    {
        var reading = WorkflowFile.Read(Zip(("mine/workflow.json", "{}"), ("mine/forms/a.json", "{}"), ("mine/virus.exe", "MZ"), ("readme.md", "hello"), ("__MACOSX/mine/workflow.json", "x")));
        Assert.Equal(["forms/a.json", "workflow.json"], reading.Files.Keys);
        Assert.Equal(["mine/virus.exe", "readme.md"], reading.LeftOut);
    }

    [Fact]
    public void A_definition_may_come_alone() =>
        Assert.Equal("{\n}", WorkflowFile.Read(Encoding.UTF8.GetBytes("\uFEFF{\r\n}")).Files["workflow.json"]);

    [Theory]
    [InlineData("../workflow.json", "design.file-outside")]
    [InlineData("forms/../../x.json", "design.file-outside")]
    [InlineData("/etc/x.json", "design.file-outside")]
    [InlineData("C:/x.json", "design.file-outside")]
    [InlineData("forms\\..\\..\\x.json", "design.file-outside")]
    [InlineData("forms//x.json", "design.file-outside")]
    [InlineData("forms/\u0007.json", "design.file-outside")]
    [InlineData("forms/x.json.", "design.file-outside")]
    [InlineData("WORKFLOW.json", "design.file-twice")]
    public void A_path_that_leads_elsewhere_refuses_the_whole_file(string path, string code)
    {
        var reading = WorkflowFile.Read(Zip(("workflow.json", "{}"), (path, "{}")));
        Assert.Equal((code, 0), (reading.Refusal!.Code, reading.Files.Count));
    }

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var zeros = new string('0', 5 * 1024 * 1024);
        Assert.Equal("design.file-too-large", WorkflowFile.Read(Zip(("workflow.json", zeros))).Refusal!.Code);
        Assert.Equal("design.file-too-large", WorkflowFile.Read(Zip([("workflow.json", "{}"), .. Enumerable.Range(0, 12).Select(i => ($"forms/{i}.json", zeros[..(3 * 1024 * 1024)]))])).Refusal!.Code);
        Assert.Equal("design.file-too-large", WorkflowFile.Read(Zip([("workflow.json", "{}"), .. Enumerable.Range(0, 600).Select(i => ($"forms/{i}.json", "{}"))])).Refusal!.Code);
        Assert.Equal("design.file-too-large", WorkflowFile.Read(new byte[WorkflowFile.MaxBytes + 1]).Refusal!.Code);
    }

    [Fact]
    public void What_is_neither_is_said_so()
    {
        Assert.Equal("design.file-no-definition", WorkflowFile.Read(Zip(("readme.md", "x"))).Refusal!.Code);
        Assert.Equal("design.file-unreadable", WorkflowFile.Read("PK but no zip"u8.ToArray()).Refusal!.Code);
        Assert.Equal("design.file-unreadable", WorkflowFile.Read((byte[])[0xD6, 0xD0, 0xFF]).Refusal!.Code);
    }

    [Fact]
    public void A_broken_zip_is_refused_and_never_throws() => Gen.Int[0, 2000].Select(Gen.Byte).Array[1, 6].Sample(faults =>
    {
        var packed = WorkflowFile.Zip(Folder);
        foreach (var (at, value) in faults)
        {
            packed[at % packed.Length] = value;
        }

        var reading = WorkflowFile.Read(packed);
        Assert.True(reading.Refusal is not null || reading.Files.ContainsKey("workflow.json"));
    });

    private static byte[] Zip(params (string Path, string Text)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in entries)
            {
                using var content = zip.CreateEntry(path).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }
}
