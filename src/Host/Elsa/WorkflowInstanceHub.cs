using Host.Elsa.Instances;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Workflows.Runtime.Live;
using Workflows.Runtime.People;

namespace Host.Elsa;

/// <summary>The hub on which Elsa Studio watches an instance.</summary>
/// <param name="people">Who asks.</param>
/// <param name="absences">For whom they may act.</param>
/// <param name="reader">What they may see.</param>
[Authorize]
internal sealed class WorkflowInstanceHub(IPeople people, AbsenceDesk absences, InstanceReader reader) : Hub
{
    /// <summary>Tells the caller of every change of an instance from now on; of one that they may not see, nothing.</summary>
    /// <param name="instanceId">The instance.</param>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (Context.User?.Identity?.Name is { } name
            && people.Find(name) is { IsActive: true } person
            && await reader.FindAsync(instanceId, absences.ActorOf(person), Context.ConnectionAborted) is { } found)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, found.Instance.Item.InstanceId.ToString(), Context.ConnectionAborted);
        }
    }
}

/// <summary>Tells those who watch an instance that it has changed. A hint: what they see they read for themselves.</summary>
/// <param name="feed">Hears of changes.</param>
/// <param name="hub">Knows who watches.</param>
/// <param name="logger">The log.</param>
internal sealed partial class InstanceWatch(IChangeFeed feed, IHubContext<WorkflowInstanceHub> hub, ILogger<InstanceWatch> logger) : IHostedService
{
    private IDisposable? _subscription;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe(change =>
        {
            if (change is { Topic: "instance", InstanceId: { } instance })
            {
                _ = TellAsync(instance);
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
            var watchers = hub.Clients.Group(instance.ToString());
            await watchers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instance.ToString() });
            await watchers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { });
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
