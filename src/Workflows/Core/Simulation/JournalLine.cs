using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Simulation;

/// <summary>A line of an instance's journal, in the words of Elsa's.</summary>
/// <param name="Sequence">Position in the instance's journal, from 0.</param>
/// <param name="Timestamp">When, on the virtual clock.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Event">What an execution of an activity did.</param>
public sealed record JournalLine(int Sequence, DateTimeOffset Timestamp, Guid InstanceId, ActivityEvent Event)
{
    /// <summary>The line as JSON.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["sequence"] = Sequence,
            ["timestamp"] = Timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
            ["eventName"] = Event.Name.ToString(),
            ["activityId"] = Event.ActivityId,
            ["activityName"] = Event.ActivityName,
            ["activityType"] = Event.ActivityType,
            ["nodeId"] = Event.NodeId,
            ["activityInstanceId"] = Event.ActivityInstanceId.ToString(),
            ["parentActivityInstanceId"] = Event.ParentActivityInstanceId?.ToString(),
        };
        if (Event.Outcomes is { } outcomes)
        {
            json["outcomes"] = new JsonArray([.. outcomes.Select(o => (JsonNode)o)]);
        }

        if (Event.Message is { } message)
        {
            json["message"] = message;
        }

        return json;
    }
}

/// <summary>Something that happened in an instance.</summary>
/// <param name="At">When, on the virtual clock.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="By">Who gave the command that brought it about.</param>
/// <param name="Event">What.</param>
public sealed record RecordedFact(DateTimeOffset At, Guid InstanceId, Actor By, InstanceEvent Event);

/// <summary>A mail that an instance wished to send.</summary>
/// <param name="At">When, on the virtual clock.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Mail">The wish.</param>
/// <param name="To">Receivers as the simulated organisation resolves them: person ids and addresses.</param>
/// <param name="From">The instance as it was then.</param>
public sealed record SentMail(DateTimeOffset At, Guid InstanceId, SendMail Mail, ImmutableArray<string> To, WorkflowInstance From);

/// <summary>Work that an instance has asked the outside world for and waits for.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Work">The wish.</param>
public sealed record OutstandingWork(Guid InstanceId, DoWork Work)
{
    /// <summary>What a driver calls it: the task name of a RunTask, else the type of the activity.</summary>
    public string Name => Work.Input["taskName"] is JsonValue name && name.TryGetValue<string>(out var text) ? text : Work.Work;
}
