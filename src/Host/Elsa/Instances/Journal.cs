using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Elsa.Instances;

/// <summary>A line of Elsa's journal.</summary>
internal sealed record JournalRecord(
    string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    string NodeId, DateTimeOffset Timestamp, long Sequence, string EventName, string? Message);

/// <summary>The journal of an instance: of all that happened, what activities did.</summary>
internal static class Journal
{
    /// <summary>Reads it, oldest first, numbered from 0.</summary>
    public static IReadOnlyList<JournalRecord> Of(InstanceDetail instance, WorkflowDefinition definition) =>
    [
        .. instance.History.Where(h => h.Event is ActivityEvent).Select((h, i) => Record(instance.Item.InstanceId, h, (ActivityEvent)h.Event, i, definition)),
    ];

    private static JournalRecord Record(Guid instanceId, HistoryEntry entry, ActivityEvent e, int sequence, WorkflowDefinition definition) => new(
        $"{instanceId:N}-{entry.Sequence}", ExecutionId.Of(instanceId, e.ActivityInstanceId), e.ParentActivityInstanceId is { } parent ? ExecutionId.Of(instanceId, parent) : null, e.ActivityId, e.ActivityType, definition.FindNode(e.NodeId)?.Version ?? 1,
        e.ActivityName, e.NodeId, entry.At, sequence, e.Name.ToString(), e.Message);
}
