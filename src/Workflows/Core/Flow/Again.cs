using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <summary>How an activity begins when the flow has come back to it.</summary>
/// <param name="PersonId">Who did it before and gets it again.</param>
/// <param name="RedoOf">The task that is done over; its form starts with what was handed in there.</param>
/// <param name="Round">The round of an approval as it is to be taken up.</param>
internal sealed record Again(string? PersonId = null, Guid? RedoOf = null, ApprovalRound? Round = null)
{
    public JsonNode ToJson() => JsonSerializer.SerializeToNode(this, AgainJson.Shared.Again)!;

    public static Again Read(JsonNode json) => json.Deserialize(AgainJson.Shared.Again)!;
}

/// <summary>How it is written, worked out when compiling.</summary>
[JsonSerializable(typeof(Again))]
internal sealed partial class AgainJson : JsonSerializerContext
{
    public static AgainJson Shared { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
