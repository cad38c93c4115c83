using Host.Trials;
using TestSupport;
using Workflows.Runtime.Definitions;

namespace Host.Tests.Trials;

public sealed class TrialStartTests
{
    [Fact]
    public async Task The_scenarios_of_a_folder_are_samples_and_an_unreadable_one_is_left_out()
    {
        var files = new Dictionary<string, string>(await WorkflowFolder.ReadAsync(RepositoryRoot.Combine("workflows", "inspection-ticket"), CancellationToken.None))
        {
            ["scenarios/broken.json"] = "{",
            ["scenarios/no-steps.json"] = "{}",
        };
        var samples = TrialStart.Samples(files);
        Assert.Equal(files.Keys.Count(f => f.StartsWith("scenarios/", StringComparison.Ordinal)) - 2, samples.Count);
        Assert.All(samples, s => Assert.NotNull(s.Input["suspicion"]));
        Assert.All(samples, s => Assert.Equal("prefecture", s.By));
    }
}
