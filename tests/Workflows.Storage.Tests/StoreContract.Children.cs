using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Outbox;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    private const string Waits = """{ "id": "e", "type": "Elsa.Event", "eventName": { "expression": { "type": "Literal", "value": "go" } } }""";

    [Theory]
    [InlineData("Elsa.DispatchWorkflow", true, "")]
    [InlineData("Elsa.ExecuteWorkflow", false, "Running Suspended")]
    public async Task A_parent_goes_on_when_its_child_has_ended_or_has_begun(string type, bool waits, string written)
    {
        await using var app = await StartFamilyAsync(type, waits);
        var parent = await StartParentAsync(app);
        Assert.Equal(waits ? InstanceStatus.Running : InstanceStatus.Finished, parent.Status);
        Assert.Equal(written, (string?)parent.Output["Said"] ?? "");
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task Cancelling_a_parent_cancels_the_child_it_waits_for()
    {
        await using var app = await StartFamilyAsync("Elsa.ExecuteWorkflow", waits: true);
        var parent = await StartParentAsync(app);
        var child = await app.LoadAsync(ChildOf(parent));
        Assert.Equal(InstanceStatus.Running, child.Status);

        Assert.True((await app.Runner.RunAsync(new CancelInstance(Guid.CreateVersion7(), parent.Id, Actor.System("test"), "wrong one"))).Accepted);
        await app.Get<OutboxPump>().PumpOnceAsync(default);

        Assert.Equal(InstanceSubStatus.Cancelled, (await app.LoadAsync(child.Id)).SubStatus);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_child_whose_parent_was_cancelled_before_it_began_does_not_stay()
    {
        await using var app = await StartFamilyAsync("Elsa.DispatchWorkflow", waits: true);
        var id = (await app.StartTinyAsync("{}", definition: "parent")).InstanceId;
        var childId = ChildOf(await app.LoadAsync(id));
        var store = app.Get<IOutboxStore>();
        var now = app.Clock.GetUtcNow();
        var start = Assert.Single(await store.ClaimAsync("slow", 10, now, now.AddMinutes(1)));

        await app.Runner.RunAsync(new CancelInstance(Guid.CreateVersion7(), id, Actor.System("test"), "wrong one"));
        await app.Get<OutboxPump>().PumpOnceAsync(default);
        Assert.Null(await app.Get<IInstanceStore>().LoadAsync(childId));

        await app.Get<EffectDispatcher>().DispatchAsync(start, default);
        Assert.Equal(InstanceSubStatus.Cancelled, (await app.LoadAsync(childId)).SubStatus);
    }

    private static Guid ChildOf(WorkflowInstance parent) => Guid.Parse(parent.Bookmarks.Single(b => b.Kind == BookmarkKind.Child).Name!);

    private static async Task<WorkflowInstance> StartParentAsync(TestApp app)
    {
        var id = (await app.StartTinyAsync("{}", definition: "parent")).InstanceId;
        await app.Get<OutboxPump>().PumpOnceAsync(default);
        return await app.LoadAsync(id);
    }

    /// <summary>The real engine with a child that waits for an event and a parent that starts it and says how it stands.</summary>
    private async Task<TestApp> StartFamilyAsync(string type, bool waits)
    {
        var app = await StartAsync(s => s.AddSingleton<Decide>(_ => Engine.Decide));
        var start = $$"""
            { "id": "c", "type": "{{type}}", "workflowDefinitionId": { "expression": { "type": "Literal", "value": "child" } }, "waitForCompletion": { "expression": { "type": "Literal", "value": {{(waits ? "true" : "false")}} } } }
            """;
        var say = """{ "id": "o", "type": "Elsa.SetOutput", "outputName": { "expression": { "type": "Literal", "value": "Said" } }, "outputValue": { "expression": { "type": "JavaScript", "value": "getLastResult().Status + ' ' + getLastResult().SubStatus" } } }""";
        await app.PublishAsync("child", TestApp.Workflow("child", "Child", activity: Waits));
        var report = await app.PublishAsync("parent", TestApp.Workflow("parent", "Parent", activity: $$"""{ "id": "s", "type": "Elsa.Sequence", "activities": [ {{start}}, {{say}} ] }"""));
        Assert.Empty(report.Problems);
        return app;
    }
}
