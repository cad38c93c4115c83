using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow;

/// <summary>抄送 as a step of the flow.</summary>
public sealed class CopyTests
{
    private static readonly OrgChart Chart = new(Units.Chart.Units,
    [
        Run.Officer,
        new Actor("sue", "sue", [new RoleGrant("service", "4209001")]),
        new Actor("sam", "sam", [new RoleGrant("service", "420900101")]),
        Run.Person("bob"),
    ]);

    [Theory]
    [InlineData("""[{ "kind": "role", "role": "service" }]""", "sam sue")]
    [InlineData("""[{ "kind": "role", "role": "service", "unit": "4209001" }]""", "sue")]
    [InlineData("""[{ "kind": "role", "role": "service" }, { "kind": "person", "person": "bob" }, { "kind": "person", "person": "sue" }]""", "bob sam sue")]
    [InlineData("""[{ "kind": "superior", "levels": 1, "unit": "420900101" }]""", "county-1")]
    public void Those_in_office_now_get_the_copy_once_and_the_flow_goes_on(string to, string expected)
    {
        var run = Run.Start(Flow(to), chart: Chart);
        var copied = Assert.Single(run.Events.OfType<InstanceCopied>());
        Assert.Equal(expected, string.Join(' ', copied.People.Order(StringComparer.Ordinal)));
        Assert.Equal(("请知悉", "system:flow"), (copied.Note, copied.By.PersonId));
        Assert.Equal("Finished/Finished", run.Status);
        Assert.Equal("z", run.Written);
    }

    [Theory]
    [InlineData("""[{ "kind": "role", "role": "nobody-holds-it" }]""")]
    [InlineData("""[{ "kind": "person", "person": "gone" }]""")]
    [InlineData("[]")]
    public void Nobody_to_copy_to_stops_nothing(string to)
    {
        var run = Run.Start(Flow(to), chart: Chart);
        Assert.Empty(run.Events.OfType<InstanceCopied>());
        Assert.Equal("Finished/Finished", run.Status);
    }

    private static Workflows.Core.Definitions.WorkflowPackage Flow(string to) =>
        Graph([Activity("c", "ClosedLoop.Copy", ("to", JsonNode.Parse(to)), ("note", Literal("请知悉"))), Line("z")], ["c -> z"]);
}
