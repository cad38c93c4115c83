using System.Collections.Immutable;
using Designer.Editing.Outlines;
using Host.Heat;
using TestSupport;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tests.Heat;

public sealed class StepHeatTests
{
    private static readonly WorkflowDefinition Definition = WorkflowDefinitionReader.Read(File.ReadAllText(RepositoryRoot.Combine("workflows", "inspection-ticket", "workflow.json")));

    [Fact]
    public void Figures_come_to_the_steps_of_their_names_and_ways_back_are_counted()
    {
        var heat = Of(
            Step("CountyAnalysis", 10, TimeSpan.FromHours(5), ("Dispatch", 6), ("Return", 3), (HumanTask.SentBack, 1)),
            Step("OnSite", 6, TimeSpan.FromMinutes(30), ("Submit", 6)),
            Step("StepOfAnEarlierVersion", 99, null));

        Assert.Equal(["analysis", "onsite"], heat.Select(s => s.StepId));
        Assert.Equal([4, 0], heat.Select(s => s.SentBack));
        Assert.Equal(["5 小时", "30 分钟"], heat.Select(s => s.Text(HeatMeasure.Median).Zh));
        Assert.Equal(["10", "6"], heat.Select(s => s.Text(HeatMeasure.Tasks).Zh));
    }

    [Fact]
    public void The_hottest_step_has_the_highest_level_and_nothing_has_none()
    {
        var heat = Of(Step("CountyAnalysis", 8, TimeSpan.FromHours(4)), Step("OnSite", 1, TimeSpan.FromHours(1)), Step("CountyReview", 0, null));
        Assert.Equal([4, 1, 0], heat.Select(s => s.Level(HeatMeasure.Tasks, 8)));
        Assert.All(heat, s => Assert.Equal(0, s.Level(HeatMeasure.Overdue, 0)));
    }

    private static ImmutableArray<StepHeat> Of(params StepFigures[] figures) => StepHeat.Of(Definition, DiagramOutline.Of(Definition), figures);

    private static StepFigures Step(string name, int tasks, TimeSpan? median, params (string Outcome, int Count)[] outcomes) =>
        new(name, tasks, 0, 0, 0, outcomes.ToImmutableDictionary(o => o.Outcome, o => o.Count), median, median);
}
