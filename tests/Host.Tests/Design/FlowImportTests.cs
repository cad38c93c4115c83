using System.Text;
using Host.Design;
using Workflows.Runtime.Definitions;

namespace Host.Tests.Design;

/// <summary>What comes from outside is read and checked, and keeps what this product does not know.</summary>
public sealed class FlowImportTests
{
    private const string Foreign = """
        { "definitionId" : "A9F3.Leave Request", "name": "Leave",  "somebodyElses": { "a": [1, 2.50, 1e3] },
          "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [ { "id": "m", "type": "Contoso.Magic", "wand": 1.0 } ] } }
        """;

    [Fact]
    public void An_id_that_does_not_fit_is_replaced_and_nothing_else_changes()
    {
        var (import, refusal) = FlowImport.Of(Encoding.UTF8.GetBytes(Foreign));
        Assert.Null(refusal);
        Assert.Equal("a9f3-leave-request", import!.SuggestedId);
        Assert.Equal(Foreign.ReplaceLineEndings("\n").Replace("A9F3.Leave Request", "leave", StringComparison.Ordinal), import.As("leave", "Leave")["workflow.json"]);
        Assert.Contains("activity.unknown-type", import.Problems.Select(p => p.Code));
        Assert.Equal((1, 0, 0), (import.Steps, import.Forms, import.Mails));
    }

    [Fact]
    public void A_name_that_another_workflow_has_gets_a_number()
    {
        var import = FlowImport.Of(Encoding.UTF8.GetBytes(Foreign)).Import!;
        var others = new Dictionary<string, string> { ["leave"] = "Leave", ["absence"] = "leave (2)" };
        Assert.Equal("Leave (3)", import.FreeName("holiday", others));
        Assert.Equal("Leave", import.FreeName("leave", others.Where(o => o.Key == "leave").ToDictionary()));
        Assert.Contains("\"name\": \"Leave (3)\"", import.As("holiday", "Leave (3)")["workflow.json"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ nonsense", "design.unreadable")]
    [InlineData("[]", "design.unreadable")]
    [InlineData("PK nonsense", "design.file-unreadable")]
    public void What_is_no_workflow_is_refused_with_the_reason(string text, string code) =>
        Assert.Equal(code, FlowImport.Of(Encoding.UTF8.GetBytes(text)).Refusal?.Code);

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Equal("design.unreadable", FlowImport.Of(Encoding.UTF8.GetBytes(new string('[', 100_000))).Refusal?.Code);

    [Fact]
    public async Task A_shipped_folder_goes_out_and_comes_in_again_as_it_was()
    {
        var folder = TestSupport.RepositoryRoot.Combine("workflows", "inspection-ticket");
        var files = await WorkflowFolder.ReadAsync(folder);
        var (import, _) = FlowImport.Of(WorkflowFile.Zip(files));
        Assert.Equal(files, import!.As("inspection-ticket", import.Name));
        Assert.Empty(import.Problems);
    }
}
