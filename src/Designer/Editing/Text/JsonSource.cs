using System.Collections.Immutable;
using System.Text.Json;

namespace Designer.Editing.Text;

/// <summary>Where a value of a JSON text stands, in bytes of its UTF-8 form.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First byte.</param>
/// <param name="End">Behind the last byte.</param>
/// <param name="Entries">Members of an object, items of an array, in the order of the text.</param>
internal sealed record JsonSource(JsonValueKind Kind, int Start, int End, ImmutableArray<JsonEntry> Entries)
{
    /// <summary>Reads the places of a text that is known to be JSON without comments.</summary>
    public static JsonSource Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 128 });
        reader.Read();
        return Value(ref reader);
    }

    private static JsonSource Value(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return new JsonSource(JsonValueKind.Undefined, start, (int)reader.BytesConsumed, []);
        }

        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var entries = ImmutableArray.CreateBuilder<JsonEntry>();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var entryStart = (int)reader.TokenStartIndex;
            var name = isObject ? reader.GetString() : null;
            if (isObject)
            {
                reader.Read();
            }

            entries.Add(new JsonEntry(name, entryStart, Value(ref reader)));
        }

        return new JsonSource(isObject ? JsonValueKind.Object : JsonValueKind.Array, start, (int)reader.BytesConsumed, entries.ToImmutable());
    }
}

/// <summary>A member or an item.</summary>
/// <param name="Name">The member's name; <see langword="null"/> for an item.</param>
/// <param name="Start">First byte, of the name or of the item.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonEntry(string? Name, int Start, JsonSource Value);
