using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Events;

/// <summary>What an event brought about.</summary>
/// <param name="Resumed">Instances that waited for it and went on.</param>
/// <param name="Started">Instances that it started.</param>
public sealed record EventReceipt(int Resumed, int Started);

/// <summary>Delivers events to the instances that wait for them and starts those that begin with them. Delivering the same event id again changes nothing.</summary>
/// <param name="bookmarks">Who waits.</param>
/// <param name="triggers">Who begins.</param>
/// <param name="runner">Carries out the commands.</param>
/// <param name="logger">Hears of events that nobody waited for.</param>
public sealed partial class EventDelivery(IEventBookmarks bookmarks, IStartTriggers triggers, ICommandRunner runner, ILogger<EventDelivery> logger)
{
    private static readonly Actor By = Actor.System("event");

    /// <summary>Delivers an event.</summary>
    /// <param name="eventId">Its id, from which the ids of the commands follow.</param>
    /// <param name="eventName">Its name.</param>
    /// <param name="correlationId">Its key: only instances with this key, or without any, get it; <see langword="null"/> = all get it.</param>
    /// <param name="payload">What it brings.</param>
    /// <param name="onlyInstanceId">Only this instance gets it; <see langword="null"/> = all that wait, and those that begin with it.</param>
    /// <param name="cancellationToken">Stops between two instances; deliver again to finish.</param>
    public async Task<EventReceipt> DeliverAsync(Guid eventId, string eventName, string? correlationId, JsonNode? payload, Guid? onlyInstanceId = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var waiting = await bookmarks.WaitingForAsync(eventName, correlationId, cancellationToken).ConfigureAwait(false);
        var resumed = 0;
        foreach (var (instanceId, bookmarkId) in waiting.Where(w => onlyInstanceId is null || w.InstanceId == onlyInstanceId))
        {
            var command = new ResumeBookmark(DerivedId.From(eventId, bookmarkId.ToString("N")), instanceId, By, bookmarkId, payload?.DeepClone());
            var outcome = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
            resumed += outcome.Accepted ? 1 : 0;
        }

        var started = onlyInstanceId is null ? await StartAsync(eventId, eventName, correlationId, payload, cancellationToken).ConfigureAwait(false) : 0;
        if (resumed + started == 0)
        {
            Log.NobodyWaited(logger, eventId, eventName, correlationId);
        }

        return new EventReceipt(resumed, started);
    }

    private async Task<int> StartAsync(Guid eventId, string eventName, string? correlationId, JsonNode? payload, CancellationToken cancellationToken)
    {
        var started = 0;
        foreach (var (definitionId, trigger) in await triggers.ForEventAsync(eventName, cancellationToken).ConfigureAwait(false))
        {
            var commandId = DerivedId.From(eventId, $"start:{definitionId}:{trigger.ActivityId}");
            var input = payload?.DeepClone() as JsonObject ?? (payload is null ? [] : new JsonObject { ["Payload"] = payload.DeepClone() });
            var start = new StartInstance(commandId, DerivedId.From(commandId, "instance"), By, input, correlationId, TriggerActivityId: trigger.ActivityId);
            var outcome = await runner.StartAsync(definitionId, start, null, cancellationToken).ConfigureAwait(false);
            started += outcome.Accepted ? 1 : 0;
        }

        return started;
    }

    private static partial class Log
    {
        [LoggerMessage(2030, LogLevel.Information, "Event {EventId} '{EventName}' (correlation {CorrelationId}) matched no instance and no definition.")]
        public static partial void NobodyWaited(ILogger logger, Guid eventId, string eventName, string? correlationId);
    }
}
