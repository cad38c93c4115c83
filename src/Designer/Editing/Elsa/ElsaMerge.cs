using System.Text.Json;
using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Workflows.Core.Definitions;

namespace Designer.Editing.Elsa;

/// <summary>
/// Takes what Elsa Studio sends when it saves into the file: only what differs from what it was given (<see cref="ElsaForm"/>). What Studio does by itself –
/// putting the edited activity last, measuring boxes, dropping members that it does not know, spelling out empty ones – changes nothing.
/// </summary>
public static class ElsaMerge
{
    // Studio reads these into classes of its own and so loses what it does not know; a member that is missing was not taken away by anybody.
    private static readonly string[] Texts = ["name", "description", "outcomes"];
    private static readonly string[] Servers = ["$schema", "links", "id", "definitionId", "createdAt", "version", "isLatest", "isPublished", "isSystem"];
    private static readonly (string List, string Key)[] TypedLists = [("variables", "id"), ("inputs", "name"), ("outputs", "name")];

    /// <summary>A new file that begins with what a client sends; id, version and state are the server's to say.</summary>
    /// <exception cref="DefinitionUnreadableException">It is no definition.</exception>
    public static FlowDocument Begin(JsonObject model, string definitionId)
    {
        ArgumentNullException.ThrowIfNull(model);
        var file = new JsonObject { ["definitionId"] = definitionId };
        foreach (var (name, value) in model.Where(m => m.Value is not null && !Servers.Contains(m.Key)))
        {
            file[name] = New(value);
        }

        return FlowDocument.New(file);
    }

    /// <summary>The file with Studio's changes.</summary>
    /// <param name="document">The file as it is.</param>
    /// <param name="model">What Studio sends: the whole definition.</param>
    public static FlowDocument Apply(FlowDocument document, JsonObject model)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(model);
        var given = ElsaForm.Of(document.Reading);
        return document.Changed(file => Apply(file, given, model));
    }

    private static void Apply(JsonObject file, JsonObject given, JsonObject model)
    {
        foreach (var name in Texts.Where(name => model.ContainsKey(name) && !ElsaSame.Are(given[name], model[name])))
        {
            file[name] = model[name]?.DeepClone();
        }

        foreach (var (list, key) in TypedLists.Where(l => model[l.List] is JsonArray))
        {
            SetList(file, list, Items(file[list], given[list], (JsonArray)model[list]!, item => JsonRead.Text(item as JsonObject, key), Typed));
        }

        if (model["options"] is JsonObject options)
        {
            SetMap(file, "options", Typed(file["options"], given["options"], options));
        }

        if (model["customProperties"] is JsonObject custom)
        {
            SetMap(file, "customProperties", Value(file["customProperties"], given["customProperties"], custom));
        }

        if (model["root"] is JsonObject root)
        {
            file["root"] = Value(file["root"], given["root"], root);
        }
    }

    /// <summary>An activity or any other value: what differs between what was given and what came back is done to what is there.</summary>
    private static JsonNode? Value(JsonNode? file, JsonNode? given, JsonNode? sent) => (file, given, sent) switch
    {
        _ when ElsaSame.Are(given, sent) => file?.DeepClone(),
        (JsonObject f, JsonObject g, JsonObject s) when IsSameThing(g, s) => Object(f, g, s),
        (JsonArray f, JsonArray g, JsonArray s) when AreAll(g, s, ActivityId) => Items(f, g, s, ActivityId, Value),
        (JsonArray f, JsonArray g, JsonArray s) when AreAll(g, s, Ends) => Items(f, g, s, Ends, Typed),
        (JsonArray f, JsonArray g, JsonArray s) when f.Count == g.Count && g.Count == s.Count => new JsonArray([.. s.Select((item, i) => Value(f[i], g[i], item))]),
        (JsonObject or JsonArray, _, JsonValue text) when Parsed(text) is { } parsed => parsed, // Studio's JSON editor hands back what was typed
        _ => New(sent),
    };

    private static JsonObject Object(JsonObject file, JsonObject given, JsonObject sent)
    {
        var after = file.DeepClone().AsObject();
        foreach (var name in given.Select(m => m.Key).Union(sent.Select(m => m.Key), StringComparer.Ordinal))
        {
            if (name is "nodeId" or ElsaForm.OutcomeNames || IsMeasured(name, given, sent) || ElsaSame.Are(given[name], sent[name]))
            {
                continue;
            }

            if (!sent.ContainsKey(name) && !ElsaSame.IsNothing(given[name]))
            {
                after.Remove(name);
            }
            else
            {
                after[name] = Value(file[name], given[name], sent[name]);
            }
        }

        if (given[ElsaForm.OutcomeNames] is { } outcomes && sent.ContainsKey(ElsaForm.OutcomeNames) && !ElsaSame.Are(outcomes, sent[ElsaForm.OutcomeNames]))
        {
            after["outcomes"] = ElsaOutcomes.Take(sent[ElsaForm.OutcomeNames], after["outcomes"]);
        }

        return after;
    }

    /// <summary>A thing of a class that Studio knows: members that it does not send stay.</summary>
    private static JsonNode? Typed(JsonNode? file, JsonNode? given, JsonNode? sent)
    {
        var after = (file as JsonObject)?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in (JsonObject)sent!)
        {
            var before = (given as JsonObject)?[name];
            if (!ElsaSame.Are(before, value) && !IsSameText(before, value) && !(ElsaSame.IsDefault(before) && ElsaSame.IsDefault(value)))
            {
                after[name] = value?.DeepClone();
            }
        }

        return after;
    }

    /// <summary>Studio keeps the default of a variable as text, whatever its type is.</summary>
    private static bool IsSameText(JsonNode? given, JsonNode? sent) => sent is JsonValue text && (given is JsonValue ? JsonRead.Text(given) == JsonRead.Text(text) : given is not null && ElsaSame.Are(given, Parsed(text)));

    /// <summary>A list whose items are told apart by a key: the order of the file stays, new items come last.</summary>
    private static JsonArray Items(JsonNode? file, JsonNode? given, JsonArray sent, Func<JsonNode?, string?> key, Func<JsonNode?, JsonNode?, JsonNode?, JsonNode?> merge)
    {
        var (was, before) = (ByKey(given, key), ByKey(file, key));
        var now = ByKey(sent, key);
        var kept = (file as JsonArray ?? []).Where(item => key(item) is { } k && now.ContainsKey(k)).Select(item => merge(item, was.GetValueOrDefault(key(item)!), now[key(item)!]));
        var added = sent.Where(item => key(item) is not { } k || !before.ContainsKey(k)).Select(item => item is JsonObject ? merge(null, null, item) : New(item));
        return new JsonArray([.. kept, .. added]);
    }

    private static Dictionary<string, JsonNode?> ByKey(JsonNode? list, Func<JsonNode?, string?> key) =>
        (list as JsonArray ?? []).Where(item => key(item) is not null).DistinctBy(key).ToDictionary(item => key(item)!, StringComparer.Ordinal);

    /// <summary>Whether every item of two lists has a key of this kind.</summary>
    private static bool AreAll(JsonArray given, JsonArray sent, Func<JsonNode?, string?> key) => given.Concat(sent).All(item => key(item) is not null);

    private static string? ActivityId(JsonNode? item) => item is JsonObject o && o.ContainsKey("type") ? JsonRead.Text(o, "id") : null;

    private static string? Ends(JsonNode? item) => item is JsonObject connection ? FlowTree.Way(connection)?.Key : null;

    /// <summary>Not so when another activity stands in the same place now.</summary>
    private static bool IsSameThing(JsonObject given, JsonObject sent) => ActivityId(given) == ActivityId(sent) && (ActivityId(given) is null || JsonRead.Text(given, "type") == JsonRead.Text(sent, "type"));

    /// <summary>The size of a box that was there before: Studio measures it anew at every opening.</summary>
    private static bool IsMeasured(string name, JsonObject given, JsonObject sent) => name == "size" && given.ContainsKey("position") && sent.ContainsKey("position");

    /// <summary>Something new, without what only the server's form has.</summary>
    private static JsonNode? New(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                var fresh = new JsonObject(obj.Where(m => m.Key != ElsaForm.OutcomeNames).Select(m => KeyValuePair.Create(m.Key, New(m.Value))));
                if (JsonRead.Text(obj, "type") == ElsaForm.UserTask && obj[ElsaForm.OutcomeNames] is { } names)
                {
                    fresh["outcomes"] = ElsaOutcomes.Take(names, obj["outcomes"]);
                }

                return fresh;
            case JsonArray array:
                return new JsonArray([.. array.Select(New)]);
            default:
                return node?.DeepClone();
        }
    }

    private static JsonNode? Parsed(JsonValue value)
    {
        try
        {
            return JsonRead.Text(value) is { } text && JsonNode.Parse(text) is JsonObject or JsonArray ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null; // plain text
        }
    }

    private static void SetList(JsonObject file, string name, JsonArray list)
    {
        if (list.Count > 0 || file.ContainsKey(name))
        {
            file[name] = list;
        }
    }

    private static void SetMap(JsonObject file, string name, JsonNode? map)
    {
        if (map is JsonObject { Count: > 0 } || file.ContainsKey(name))
        {
            file[name] = map;
        }
    }
}
