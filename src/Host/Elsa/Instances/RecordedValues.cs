using System.Text.Json;
using System.Text.Json.Nodes;
using Host.Elsa.Descriptors;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Host.Elsa.Instances;

/// <summary>
/// The values of one execution. The engine does not record what an expression came to: inputs are shown as far as they follow from what happened, outputs when they went into a
/// variable. What is sensitive is never shown.
/// </summary>
/// <param name="node">The activity; <see langword="null"/> when the version does not know it.</param>
/// <param name="history">What happened.</param>
/// <param name="first">Where the execution began in it.</param>
/// <param name="last">Where its last fact stands.</param>
/// <param name="end">Its last fact.</param>
/// <param name="waits">Where it waits now.</param>
/// <param name="evaluated">What an input came to, if it is known.</param>
internal sealed class RecordedValues(ActivityNode? node, IReadOnlyList<(DateTimeOffset At, InstanceEvent Event)> history, int first, int last, ActivityEvent end, IReadOnlyList<Bookmark> waits, Func<string, JsonNode?> evaluated)
{
    /// <summary>Inputs by their declared names.</summary>
    public JsonObject? State()
    {
        if (node is null)
        {
            return null;
        }

        var state = new JsonObject();
        foreach (var input in ActivityCatalogue.ShownInputsOf(node.Type))
        {
            if (Known(input) is { } value)
            {
                state[input] = value;
            }
        }

        return state.Count > 0 ? state : null;
    }

    /// <summary>Outputs by their declared names; null for those without a value.</summary>
    public JsonObject? Outputs()
    {
        var names = node is null ? [] : ActivityCatalogue.OutputsOf(node.Type);
        if (names.Count == 0)
        {
            return null;
        }

        var outputs = new JsonObject();
        foreach (var name in names)
        {
            var variable = JsonRead.Text((Member(name) as JsonObject)?["memoryReference"] as JsonObject, "id");
            outputs[name] = variable is null ? null : LastSet(variable)?.DeepClone();
        }

        if (node!.Type == "Elsa.RunTask" && waits is [{ } bookmark, ..])
        {
            outputs["TaskId"] = bookmark.Id.ToString();
        }

        return outputs;
    }

    /// <summary>The outcomes that it left by, unless there was only the usual one.</summary>
    public JsonObject? Payload()
    {
        if (end.Outcomes is not { Count: > 0 } outcomes || outcomes is ["Done"])
        {
            return null;
        }

        var payload = new JsonObject { ["Outcomes"] = new JsonArray([.. outcomes.Select(o => (JsonNode)o)]) };
        payload["_type"] = "ObjectMap";
        return payload;
    }

    private JsonNode? Known(string input) => (node!.Type, input) switch
    {
        ("Elsa.FlowDecision" or "Elsa.If", "Condition") when end.Outcomes is [var port] && port is "True" or "False" => JsonValue.Create(end.Outcomes[0] == "True"),
        ("Elsa.SetVariable", "Variable") => Member(input)?.DeepClone(),
        ("Elsa.SetVariable", "Value") when JsonRead.Text(Member("Variable") as JsonObject, "id") is { } id && LastSet(id) is { } set => set.DeepClone(),
        ("Elsa.RunTask", "TaskName") when waits is [{ Name: { } name }, ..] => name,
        ("Elsa.WriteLine", "Text") when Between().OfType<LineWritten>().LastOrDefault() is { } line => line.Text,
        _ => Said(Member(input)) ?? evaluated(NameOf(input))?.DeepClone(),
    };

    private JsonNode? Member(string name) => node!.Json[NameOf(name)];

    private static string NameOf(string declared) => JsonNamingPolicy.CamelCase.ConvertName(declared);

    /// <summary>A value that stands in the file itself.</summary>
    private static JsonNode? Said(JsonNode? member) => member switch
    {
        JsonObject { } wrapped when wrapped["expression"] is JsonObject expression => JsonRead.Text(expression, "type") switch
        {
            "Literal" => expression["value"]?.DeepClone(),
            "Object" or "Json" => Parsed(expression["value"]),
            _ => null,
        },
        JsonObject => null,
        _ => member?.DeepClone(),
    };

    /// <summary>Structured values stand as text.</summary>
    private static JsonNode? Parsed(JsonNode? value)
    {
        try
        {
            return value is JsonValue && JsonRead.Text(value) is { Length: > 0 } text ? JsonNode.Parse(text) : value?.DeepClone();
        }
        catch (JsonException)
        {
            return value!.DeepClone(); // it faults when it runs; here it is shown as it stands
        }
    }

    private JsonNode? LastSet(string variableId) => Between().OfType<VariableSet>().LastOrDefault(v => v.VariableId == variableId)?.Value;

    private IEnumerable<InstanceEvent> Between() => history.Skip(first).Take(last - first + 1).Select(h => h.Event);
}
