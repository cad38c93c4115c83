using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Workflows.Core.Instances;

namespace Workflows.Storage;

/// <summary>What the engine's serializer writes, as text for the database.</summary>
internal static class StoredText
{
    public static string Of(Effect effect) => Encoding.UTF8.GetString(InstanceSerializer.Write(effect));

    /// <summary>Events as one JSON array in UTF-8.</summary>
    public static byte[] Utf8(ImmutableArray<InstanceEvent> events)
    {
        var text = new ArrayBufferWriter<byte>(512);
        text.Write("["u8);
        for (var i = 0; i < events.Length; i++)
        {
            text.Write(i > 0 ? ","u8 : []);
            text.Write(InstanceSerializer.Write(events[i]));
        }

        text.Write("]"u8);
        return text.WrittenSpan.ToArray();
    }

    public static WorkflowInstance Instance(string text) => InstanceSerializer.ReadInstance(Encoding.UTF8.GetBytes(text));

    public static HumanTask Task(string text) => InstanceSerializer.ReadTask(Encoding.UTF8.GetBytes(text));

    public static Effect Effect(string text) => InstanceSerializer.ReadEffect(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<InstanceEvent> Events(string text)
    {
        using var array = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        return [.. array.RootElement.EnumerateArray().Select(e => InstanceSerializer.ReadEvent(JsonMarshal.GetRawUtf8Value(e)))];
    }
}
