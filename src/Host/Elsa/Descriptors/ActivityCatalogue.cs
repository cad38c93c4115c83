using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Host.Elsa.Descriptors;

/// <summary>What Elsa Studio's palette offers: the activities that the engine knows, with inputs, outputs and ports, from <c>activities.json</c>, where only what differs from the usual is said.</summary>
internal static class ActivityCatalogue
{
    private static readonly JsonArray Said = Read();

    private static readonly FrozenDictionary<string, JsonObject> ByType = Said.OfType<JsonObject>().ToFrozenDictionary(a => JsonRead.Text(a, "typeName")!, StringComparer.Ordinal);

    /// <summary>The answer with all of them, as bytes.</summary>
    public static byte[] Document { get; } = JsonSerializer.SerializeToUtf8Bytes(
        new { Items = Said.OfType<JsonObject>().Select(Descriptor).ToList(), Said.Count }, ElsaJson.Options);

    /// <summary>Changes when they do.</summary>
    public static string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Document).AsSpan(0, 8))}\"";

    /// <summary>Their types.</summary>
    public static IEnumerable<string> Types => ByType.Keys;

    /// <summary>One in full; <see langword="null"/> when it is unknown.</summary>
    public static JsonObject? Find(string type) => ByType.TryGetValue(type, out var said) ? Descriptor(said) : null;

    /// <summary>Names of the inputs of a type whose values may be shown: not what is sensitive, nor headers of requests, in which keys are sent.</summary>
    public static IReadOnlyList<string> ShownInputsOf(string type) => Names(type, "inputs", input => !JsonRead.Flag(input, "isSensitive") && JsonRead.Text(input, "typeName") != "HttpHeaders");

    /// <summary>Names of the outputs of a type.</summary>
    public static IReadOnlyList<string> OutputsOf(string type) => Names(type, "outputs", _ => true);

    private static JsonArray Read()
    {
        using var stream = typeof(ActivityCatalogue).Assembly.GetManifestResourceStream("Host.Elsa.Descriptors.activities.json")!;
        return JsonNode.Parse(stream)!.AsArray();
    }

    private static List<string> Names(string type, string member, Func<JsonObject, bool> takes) =>
        ByType.TryGetValue(type, out var said) ? [.. JsonRead.Objects(said[member]).Where(takes).Select(i => JsonRead.Text(i, "name")!)] : [];

    private static JsonObject Descriptor(JsonObject said)
    {
        var type = JsonRead.Text(said, "typeName")!;
        var dot = type.IndexOf('.', StringComparison.Ordinal);
        return With(said, new JsonObject
        {
            ["typeName"] = type,
            ["clrType"] = type,
            ["namespace"] = type[..dot],
            ["name"] = type[(dot + 1)..],
            ["version"] = 1,
            ["category"] = "Primitives",
            ["displayName"] = type[(dot + 1)..],
            ["description"] = "",
            ["inputs"] = new JsonArray([.. JsonRead.Objects(said["inputs"]).Select(Input)]),
            ["outputs"] = new JsonArray([.. JsonRead.Objects(said["outputs"]).Select(Output)]),
            ["kind"] = "Action",
            ["runAsynchronously"] = false,
            ["ports"] = new JsonArray([.. JsonRead.Objects(said["ports"]).Select(Port)]),
            ["customProperties"] = new JsonObject { ["Type"] = type },
            ["constructionProperties"] = new JsonObject(),
            ["isContainer"] = false,
            ["isBrowsable"] = true,
            ["isStart"] = false,
            ["isTerminal"] = false,
        });
    }

    private static JsonObject Input(JsonObject said) => With(said, new JsonObject
    {
        ["isWrapped"] = true,
        ["uiHint"] = "singleline",
        ["isReadOnly"] = false,
        ["isSensitive"] = false,
        ["autoEvaluate"] = true,
        ["uiSpecifications"] = new JsonObject(),
        ["name"] = "",
        ["typeName"] = "Object",
        ["displayName"] = JsonRead.Text(said, "name"),
        ["order"] = 0,
        ["isBrowsable"] = true,
        ["isSerializable"] = true,
        ["isSynthetic"] = false,
    });

    private static JsonObject Output(JsonObject said) => With(said, new JsonObject
    {
        ["name"] = "",
        ["typeName"] = "Object",
        ["displayName"] = JsonRead.Text(said, "name"),
        ["order"] = 0,
        ["isBrowsable"] = true,
        ["isSerializable"] = true,
        ["isSynthetic"] = false,
    });

    private static JsonObject Port(JsonObject said) => With(said, new JsonObject { ["name"] = "", ["displayName"] = JsonRead.Text(said, "name"), ["type"] = "Flow", ["isBrowsable"] = true });

    /// <summary>The usual, with what is said instead; lists were made above.</summary>
    private static JsonObject With(JsonObject said, JsonObject usual)
    {
        foreach (var (name, value) in said.Where(m => m.Key is not ("inputs" or "outputs" or "ports")))
        {
            usual[name] = value?.DeepClone();
        }

        return usual;
    }
}
