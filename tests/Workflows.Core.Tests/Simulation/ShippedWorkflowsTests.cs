using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Simulation;
using Workflows.Core.Tests.Support;

namespace Workflows.Core.Tests.Simulation;

/// <summary>The workflows of this repository are in order, and their scenarios hold.</summary>
public sealed class ShippedWorkflowsTests
{
    public static TheoryData<string> Folders => [.. WorkflowFolders.All];

    public static TheoryData<string, string> Scenarios
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var folder in WorkflowFolders.All)
            {
                foreach (var scenario in WorkflowFolders.Files(folder).Keys.Where(f => f.StartsWith("scenarios/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
                {
                    data.Add(folder, scenario);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_shipped_workflow_has_no_problem(string folder)
    {
        var problems = DefinitionChecker.Check(WorkflowFolders.Files(folder));
        Assert.True(problems.IsEmpty, string.Join(Environment.NewLine, problems.Select(p => $"{p.Severity} {p.Path} {p.ActivityId} {p.Code}: {p.Message.En}")));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_shipped_workflow_is_written_back_without_loss(string folder)
    {
        var text = WorkflowFolders.Files(folder)["workflow.json"];
        Assert.Equal(text.ReplaceLineEndings("\n"), WorkflowDefinitionWriter.Write(WorkflowDefinitionReader.Read(text)).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_scenario_holds(string folder, string scenario)
    {
        var files = WorkflowFolders.Files(folder);
        var result = ScenarioRunner.Run(Scenario.Read(files[scenario], $"{folder}/{scenario}"), WorkflowPackageReader.Read(files));
        Assert.True(result.Holds, string.Join("\n", result.Failures));
    }
}
