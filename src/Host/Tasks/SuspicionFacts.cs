using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Host.Tasks;

/// <summary>Why a ticket exists, read from what it was started with. Members that are missing or of another type are left out.</summary>
/// <param name="SuspicionId">The suspicion it was made of.</param>
/// <param name="Theme">Rule code.</param>
/// <param name="ThemeName">What the rule is called.</param>
/// <param name="Content">The explanation in a sentence.</param>
/// <param name="Source">Where the data come from.</param>
/// <param name="Score">Rank value.</param>
/// <param name="Channels">The channels that agree.</param>
/// <param name="AreaNos">Area numbers: none, one, or two for a pair.</param>
/// <param name="AreaName">Name of the area.</param>
/// <param name="CustomerNo">Customer number.</param>
/// <param name="CustomerName">Customer name.</param>
/// <param name="StationName">Responsible station.</param>
/// <param name="Guidance">What to look at on site.</param>
/// <param name="Inputs">What fired, by rule code.</param>
public sealed record SuspicionFacts(
    Guid? SuspicionId,
    string? Theme,
    LocalizedText? ThemeName,
    LocalizedText? Content,
    LocalizedText? Source,
    double? Score,
    ImmutableArray<string> Channels,
    ImmutableArray<string> AreaNos,
    string? AreaName,
    string? CustomerNo,
    string? CustomerName,
    string? StationName,
    LocalizedText? Guidance,
    JsonObject Inputs)
{
    /// <summary>The day from which the leading rule sees the problem; <see langword="null"/> when it names none.</summary>
    public DateOnly? Since =>
        Theme is not null && Inputs[Theme] is JsonObject leading && DateOnly.TryParseExact(Text(leading, "from"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Reads the <c>suspicion</c> input of an instance; <see langword="null"/> when it has none.</summary>
    public static SuspicionFacts? Of(JsonObject input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input["suspicion"] is not JsonObject suspicion)
        {
            return null;
        }

        return new SuspicionFacts(
            Guid.TryParse(Text(suspicion, "suspicionId"), out var id) ? id : null,
            Text(suspicion, "theme"),
            Both(suspicion, "themeName"),
            Both(suspicion, "content"),
            Both(suspicion, "source"),
            suspicion["score"] is JsonValue score && score.TryGetValue<double>(out var value) && double.IsFinite(value) ? value : null,
            suspicion["channels"] is JsonArray channels ? [.. channels.Select(AsText).OfType<string>()] : [],
            Text(suspicion, "areaNo") is { } area ? [.. area.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [],
            Text(suspicion, "areaName"),
            Text(suspicion, "customerNo"),
            Text(suspicion, "customerName"),
            Text(suspicion, "stationName"),
            Both(suspicion, "guidance"),
            suspicion["inputs"] is JsonObject inputs ? inputs.DeepClone().AsObject() : []);
    }

    /// <summary>A text whose English stands beside it under the same name with <c>En</c>; without it the Chinese serves for both.</summary>
    private static LocalizedText? Both(JsonObject node, string member) =>
        Text(node, member) is { } zh ? new LocalizedText(zh, Text(node, member + "En") ?? zh) : null;

    private static string? Text(JsonObject node, string member) => AsText(node[member]);

    private static string? AsText(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;
}
