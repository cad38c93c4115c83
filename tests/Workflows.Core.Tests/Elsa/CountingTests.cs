using Workflows.Core.Definitions;
using Workflows.Core.Simulation;

namespace Workflows.Core.Tests.Elsa;

/// <summary>
/// Flowcharts by chance take the same way here as by Elsa's counting. Not compared: loops that are left, or begun again, while something of them is still under way. There counting
/// forgets what comes late, and this engine waits for it.
/// </summary>
public sealed class CountingTests
{
    private const int Graphs = 1_500;
    private const int MostSteps = 400;

    [Fact]
    public void Without_loops_they_take_the_way_that_counting_takes() => AssertSame(RandomFlow.WithoutLoops);

    [Fact]
    public void With_loops_too() => AssertSame(RandomFlow.WithLoops);

    private static void AssertSame(Func<int, RandomFlow> draw)
    {
        var different = Enumerable.Range(0, Graphs).Select(seed => Difference(draw(seed)) is { } found ? $"seed {seed}: {found}" : null).OfType<string>().ToList();
        Assert.True(different.Count == 0, $"{different.Count} of {Graphs}\n{string.Join('\n', different.Take(10))}");
    }

    private static string? Difference(RandomFlow flow)
    {
        var definition = WorkflowDefinitionReader.Read(flow.ToDefinition());
        var layout = definition.Root!.Flowchart;
        Assert.Equal(0, layout.Start);
        var counted = CountingFlow.Run(flow, layout.From(0), MostSteps);
        Assert.NotNull(counted);
        var expected = string.Join(' ', counted.Select(i => $"a{i}"));
        var completed = string.Join(' ', JsonRead.Texts(new DefinitionRun(WorkflowPackageReader.OfDefinition(definition)).ToJson()["completed"]));
        return completed == expected ? null : $"{expected} | {completed} | {flow}";
    }
}
