using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Host.Tests.Api;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Host.Tests.Elsa;

/// <summary>Whoever watches an instance on Elsa's hub is told of what happens in it, over every transport, and nobody of what they may not see.</summary>
[Collection(nameof(RunningHost))]
public sealed class LiveTests(RunningHost host)
{
    private const string Root = "/elsa/api";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Who_watches_an_instance_is_told_of_its_steps(HttpTransportType transport)
    {
        using var owner = await host.AsAsync("owner");
        var (instance, task) = await StartAsync(owner, $"watched-{transport}");
        await using var hub = await ConnectAsync(owner, transport);
        var (figures, journal, changes) = (Hear(hub, "ActivityExecutionLogUpdatedAsync"), Hear(hub, "WorkflowExecutionLogUpdatedAsync"), Hear(hub, "WorkflowInstanceUpdatedAsync"));
        await hub.InvokeAsync("ObserveInstanceAsync", instance);
        Assert.Equal((1, 0, true), FiguresOf(await NextAsync(figures), "Workflow1:flow1:a1")); // how it stands, at once

        (await owner.PostAsJsonAsync($"{Root}/tasks/{task}/complete", new { result = new { approved = true } })).EnsureSuccessStatusCode();

        Assert.Equal((1, 1, false), FiguresOf(await NextAsync(figures), "Workflow1:flow1:a1"));
        await NextAsync(journal);
        Assert.Equal(instance, (await NextAsync(changes))["workflowInstanceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_may_not_see_an_instance_hears_nothing_of_it_and_nobody_listens_without_a_sign_in()
    {
        using var owner = await host.AsAsync("owner");
        var (instance, task) = await StartAsync(owner, "watched-by-others");
        using var other = await host.AsAsync("station-1-1");
        await using var hub = await ConnectAsync(other, HttpTransportType.WebSockets);
        await using var own = await ConnectAsync(owner, HttpTransportType.WebSockets);
        var (unheard, heard) = (Hear(hub, "WorkflowInstanceUpdatedAsync"), Hear(own, "WorkflowInstanceUpdatedAsync"));
        await hub.InvokeAsync("ObserveInstanceAsync", instance);
        await hub.InvokeAsync("ObserveInstanceAsync", "no id at all");
        await own.InvokeAsync("ObserveInstanceAsync", instance);

        (await owner.PostAsJsonAsync($"{Root}/tasks/{task}/complete", new { result = new { approved = true } })).EnsureSuccessStatusCode();

        await NextAsync(heard);
        await hub.InvokeAsync("ObserveInstanceAsync", instance); // its answer comes after all that was sent before
        Assert.False(unheard.TryRead(out _));
        using var anonymous = host.Anonymous();
        await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(anonymous, HttpTransportType.WebSockets));
    }

    private static async Task<(string Instance, string Task)> StartAsync(HttpClient owner, string id)
    {
        var definition = Shape.Recorded("task-flow").AsObject();
        (definition["definitionId"], definition["name"]) = (id, id);
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/import", definition);
        await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/{id}/publish", new JsonObject());
        var state = (await owner.SendJsonAsync(HttpMethod.Post, $"{Root}/workflow-definitions/{id}/execute", new JsonObject()))["workflowState"]!;
        return (state["id"]!.GetValue<string>(), state["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>());
    }

    private async Task<HubConnection> ConnectAsync(HttpClient client, HttpTransportType transport)
    {
        var token = client.DefaultRequestHeaders.Authorization?.Parameter;
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(host.Address, "/elsa/hubs/workflow-instance"), transport, options => options.AccessTokenProvider = () => Task.FromResult(token))
            .Build();
        await hub.StartAsync();
        return hub;
    }

    private static ChannelReader<JsonObject> Hear(HubConnection hub, string message)
    {
        var heard = Channel.CreateUnbounded<JsonObject>();
        hub.On<JsonObject>(message, payload => Assert.True(heard.Writer.TryWrite(payload)));
        return heard.Reader;
    }

    private static async Task<JsonObject> NextAsync(ChannelReader<JsonObject> messages) => await messages.ReadAsync().AsTask().WaitAsync(Patience);

    private static (int Started, int Completed, bool Blocked) FiguresOf(JsonObject message, string nodeId)
    {
        var of = message["stats"]!.AsArray().Single(s => s!["activityNodeId"]!.GetValue<string>() == nodeId)!;
        return (of["startedCount"]!.GetValue<int>(), of["completedCount"]!.GetValue<int>(), of["isBlocked"]!.GetValue<bool>());
    }
}
