using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>Writes a title as <c>{ "zh": …, "en": … }</c> and reads one that was stored as a single string before titles had two languages.</summary>
internal sealed class TitleConverter : JsonConverter<LocalizedText>
{
    public override LocalizedText? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return LocalizedText.Same(reader.GetString()!);
        }

        using var both = JsonDocument.ParseValue(ref reader);
        return new LocalizedText(Text(both, "zh"), Text(both, "en"));
    }

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("zh", value.Zh);
        writer.WriteString("en", value.En);
        writer.WriteEndObject();
    }

    private static string Text(JsonDocument both, string language) => both.RootElement.TryGetProperty(language, out var text) && text.GetString() is { } found
        ? found
        : throw new JsonException($"A title has no '{language}'.");
}
