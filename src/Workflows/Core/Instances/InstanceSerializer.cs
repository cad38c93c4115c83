using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>
/// Writes and reads what is stored of instances: compact, complete, and tolerant of members that a later version added.
/// A property's name here is a stored name: renaming one makes stored instances unreadable.
/// </summary>
public static class InstanceSerializer
{
    private static readonly StoredJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<InstanceStatus>(), new JsonStringEnumConverter<InstanceSubStatus>(), new JsonStringEnumConverter<HumanTaskState>(), new JsonStringEnumConverter<BookmarkKind>(), new JsonStringEnumConverter<ActivityEventName>() },
    });

    /// <summary>The instance as UTF-8 JSON.</summary>
    public static byte[] Write(WorkflowInstance instance) => JsonSerializer.SerializeToUtf8Bytes(instance, Json.WorkflowInstance);

    /// <summary>An instance from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static WorkflowInstance ReadInstance(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Json.WorkflowInstance) ?? throw new JsonException("The instance is null.");

    /// <summary>An event as UTF-8 JSON, with its kind in <c>event</c>.</summary>
    public static byte[] Write(InstanceEvent instanceEvent) => JsonSerializer.SerializeToUtf8Bytes(instanceEvent, Json.InstanceEvent);

    /// <summary>An event from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static InstanceEvent ReadEvent(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Json.InstanceEvent) ?? throw new JsonException("The event is null.");

    /// <summary>An effect as UTF-8 JSON, with its kind in <c>effect</c>.</summary>
    public static byte[] Write(Effect effect) => JsonSerializer.SerializeToUtf8Bytes(effect, Json.Effect);

    /// <summary>An effect from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Effect ReadEffect(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Json.Effect) ?? throw new JsonException("The effect is null.");

    /// <summary>A task as UTF-8 JSON.</summary>
    public static byte[] Write(HumanTask task) => JsonSerializer.SerializeToUtf8Bytes(task, Json.HumanTask);

    /// <summary>A task from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static HumanTask ReadTask(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Json.HumanTask) ?? throw new JsonException("The task is null.");
}

/// <summary>How stored types are written, worked out when compiling.</summary>
[JsonSerializable(typeof(WorkflowInstance))]
[JsonSerializable(typeof(InstanceEvent))]
[JsonSerializable(typeof(Effect))]
[JsonSerializable(typeof(HumanTask))]
internal sealed partial class StoredJson : JsonSerializerContext;
