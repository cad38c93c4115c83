using System.Collections.Concurrent;
using Host.Elsa.Instances;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Workflows.Core.Organisation;
using Workflows.Runtime.Live;
using Workflows.Runtime.People;

namespace Host.Elsa;

/// <summary>The hub on which Elsa Studio watches an instance.</summary>
/// <param name="people">Who asks.</param>
/// <param name="absences">For whom they may act.</param>
/// <param name="reader">What they may see.</param>
/// <param name="watched">Notes what is watched.</param>
[Authorize]
internal sealed class WorkflowInstanceHub(IPeople people, AbsenceDesk absences, InstanceReader reader, WatchedInstances watched) : Hub
{
    /// <summary>Tells the caller of every change of an instance from now on; of one that they may not see, nothing.</summary>
    /// <param name="instanceId">The instance.</param>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (Context.User?.Identity?.Name is { } name
            && people.Find(name) is { IsActive: true } person
            && await reader.FindAsync(instanceId, absences.ActorOf(person), Context.ConnectionAborted) is { } found)
        {
            var instance = found.Detail.Item.InstanceId;
            watched.Add(Context.ConnectionId, instance);
            await Groups.AddToGroupAsync(Context.ConnectionId, instance.ToString(), Context.ConnectionAborted);
            await Clients.Caller.SendAsync(InstanceWatch.Figures, new { stats = ExecutionStats.Of(ExecutionRecordEndpoints.Summaries(found)) }, Context.ConnectionAborted);
        }
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watched.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>Which instances somebody watches, so that nothing is read for those that nobody does.</summary>
internal sealed class WatchedInstances
{
    private readonly ConcurrentDictionary<string, Guid> _byConnection = new();

    /// <summary>A connection watches an instance; each watches one at a time.</summary>
    public void Add(string connection, Guid instance) => _byConnection[connection] = instance;

    /// <summary>A connection is gone.</summary>
    public void Remove(string connection) => _byConnection.TryRemove(connection, out _);

    /// <summary>Whether anybody watches it.</summary>
    public bool Contains(Guid instance) => !_byConnection.IsEmpty && _byConnection.Values.Contains(instance);
}

/// <summary>Tells those who watch an instance that it has changed, with how often each activity has run; everything else they read for themselves.</summary>
/// <param name="feed">Hears of changes.</param>
/// <param name="hub">Reaches those who watch.</param>
/// <param name="watched">What is watched.</param>
/// <param name="scopes">For reading the figures.</param>
/// <param name="logger">The log.</param>
internal sealed partial class InstanceWatch(IChangeFeed feed, IHubContext<WorkflowInstanceHub> hub, WatchedInstances watched, IServiceScopeFactory scopes, ILogger<InstanceWatch> logger) : IHostedService
{
    /// <summary>What figures are called.</summary>
    internal const string Figures = "ActivityExecutionLogUpdatedAsync";

    private static readonly Actor Reader = Actor.System("elsa"); // whoever watches was let in by name

    private IDisposable? _subscription;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe(change =>
        {
            if (change is { Topic: "instance", InstanceId: { } instance } && watched.Contains(instance))
            {
                _ = Task.Run(() => TellAsync(instance), CancellationToken.None);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    private async Task TellAsync(Guid instance)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var watchers = hub.Clients.Group(instance.ToString());
            if (await scope.ServiceProvider.GetRequiredService<InstanceReader>().FindAsync(instance.ToString(), Reader, CancellationToken.None) is { } found)
            {
                await watchers.SendAsync(Figures, new { stats = ExecutionStats.Of(ExecutionRecordEndpoints.Summaries(found)) });
            }

            await watchers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { });
            await watchers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instance.ToString() });
        }
#pragma warning disable CA1031 // A page that cannot be told must not disturb anybody else; it asks again by itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotTold(logger, exception, instance);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2310, LogLevel.Warning, "Those who watch instance {InstanceId} in Elsa Studio could not be told of a change.")]
        public static partial void NotTold(ILogger logger, Exception exception, Guid instanceId);
    }
}
