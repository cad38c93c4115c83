using System.Globalization;
using Designer.Editing.Outlines;
using TestSupport;
using Workflows.Core.Definitions;

namespace Designer.Editing.Tests;

/// <summary>The drawing in a workflow's README is generated; it may not lag behind the definition.</summary>
public sealed class ReadmeDrawingTests
{
    /// <summary>Set to any value, the test writes the drawings instead of comparing them.</summary>
    private const string WriteSwitch = "CLOSEDLOOP_WRITE_DRAWINGS";

    private const string Opening = "```mermaid\n";
    private const string Closing = "```";

    /// <summary>The shipped workflow folders.</summary>
    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateFiles(RepositoryRoot.Combine("workflows"), "workflow.json", SearchOption.AllDirectories).Select(f => Path.GetFileName(Path.GetDirectoryName(f)!))];

    [Theory, MemberData(nameof(Folders))]
    public void The_readme_draws_the_workflow_as_it_is(string folder)
    {
        var readme = RepositoryRoot.Combine("workflows", folder, "README.md");
        var outline = DiagramOutline.Of(WorkflowDefinitionReader.Read(File.ReadAllText(RepositoryRoot.Combine("workflows", folder, "workflow.json"))));
        var drawing = MermaidDrawing.Write(outline, CultureInfo.GetCultureInfo("zh-CN")).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var text = File.ReadAllText(readme).ReplaceLineEndings("\n");
        var begin = text.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        var end = text.IndexOf(Closing, begin, StringComparison.Ordinal);

        if (Environment.GetEnvironmentVariable(WriteSwitch) is not null)
        {
            File.WriteAllText(readme, text[..begin] + drawing + text[end..]);
            return;
        }

        Assert.True(text[begin..end] == drawing, $"workflows/{folder}/README.md draws an older flow. Set {WriteSwitch}=1 and run this test to write it anew.");
    }
}
