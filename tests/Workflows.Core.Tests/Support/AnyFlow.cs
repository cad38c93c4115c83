using System.Text.Json.Nodes;
using CsCheck;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Support;

/// <summary>Flows drawn at random: loops, joins of every mode, nesting, tasks, approvals, deadlines, waits, failures; and other versions of them.</summary>
internal static class AnyFlow
{
    private static readonly Gen<JsonObject> Leaf = Gen.Int[0, 13].Select(Gen.Int[0, 2]).Select((kind, n) => kind switch
    {
        0 => Delay("?", $"00:00:0{n + 1}"),
        1 => Work(n),
        2 => Event("?", $"event{n}"),
        3 => Activity("?", "Elsa.FlowDecision", ("condition", Wrap("Variable", "Flag"))),
        4 => Fork("?", "Done", "True", "False"),
        5 => Join("?", new[] { "WaitAny", "WaitAll", "WaitAllActive" }[n]),
        6 when n == 0 => Fail("?"),
        6 when n == 1 => Activity("?", "Elsa.RunTask", ("taskName", Literal("outside"))),
        7 when n == 0 => Activity("?", "Elsa.End"),
        8 when n == 0 => Activity("?", "Elsa.Complete"),
        8 when n == 1 => Activity("?", "Elsa.Finish"),
        7 => Approval("?", n == 1 ? "All" : "InOrder", ["ada", "bob"]),
        9 when n == 1 => Activity("?", "ClosedLoop.Approval", ("mode", "All"), ("approvers", new JsonArray(new JsonObject { ["person"] = "ada" }, new JsonObject { ["role"] = "county-officer" }))),
        9 => Approval("?", n == 0 ? "Any" : "All", ["ada", "dan"], ("due", "1wd"), ("ladder", Ladder(n == 2 ? "Approved" : null))),
        10 or 11 => Work(n),
        12 => Activity("?", "Elsa.SetVariable", ("variable", Variable("Flag")), ("value", Literal(n == 1))),
        _ => Line("?"),
    });

    private static readonly Gen<string> Port = Gen.Int[0, 3].Select(i => new[] { "Done", "True", "False", "Approved" }[i]);

    /// <summary>A container of one or two steps, or a single step.</summary>
    private static readonly Gen<JsonObject> Step = Gen.Int[0, 15].Select(Leaf, Leaf, (kind, first, second) => kind switch
    {
        0 or 1 => Sequence("?", Own(first), Own(second)),
        2 => Activity("?", "Elsa.Parallel", ("activities", new JsonArray(Own(first), Own(second)))),
        3 => Activity("?", "Elsa.Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(Own(first), Own(second)))),
        4 => Activity("?", "Elsa.ForEach", ("items", Literal(new JsonArray(1, 2))), ("body", Own(first))),
        5 => Activity("?", "Elsa.ParallelForEach", ("items", Literal(new JsonArray(1, 2))), ("body", Own(first))),
        6 => Activity("?", "Elsa.While", ("condition", Wrap("Variable", "Flag")), ("body", Own(first))),
        _ => Own(first),
    });

    private static readonly Gen<JsonObject> Inner =
        Step.Array[1, 7].Select(Gen.Int[0, 6].Array[2].Array[0, 12], Port.Array[12]).Select((steps, ends, ports) => Chart("f", steps, ends, ports));

    /// <summary>A flowchart in a flowchart.</summary>
    public static readonly Gen<JsonObject> Root =
        Step.Array[1, 6].Select(Inner, Gen.Int[0, 6].Array[2].Array[0, 12], Port.Array[12])
            .Select((steps, inner, ends, ports) => Chart("root", [.. steps, inner], ends, ports));

    /// <summary>Another version of a flow: a step more or less, a connection more or less, other buttons on the tasks.</summary>
    public static JsonObject Edit(JsonObject root, int choice)
    {
        var edited = (JsonObject)root.DeepClone();
        var (activities, connections) = ((JsonArray)edited["activities"]!, (JsonArray)edited["connections"]!);
        switch (choice % 5)
        {
            case 0:
                activities.Add(Line($"new-{choice}"));
                connections.Add(Link("root-0", $"new-{choice}"));
                break;
            case 1 when activities.Count > 1:
                activities.RemoveAt(choice / 5 % activities.Count);
                var left = activities.Select(a => (string)a!["id"]!).ToHashSet();
                edited["connections"] = new JsonArray([.. connections.Where(c => left.Contains((string)c!["source"]!["activity"]!) && left.Contains((string)c["target"]!["activity"]!)).Select(c => c!.DeepClone())]);
                break;
            case 2 when connections.Count > 0:
                connections.RemoveAt(choice / 5 % connections.Count);
                break;
            case 3:
                var ids = activities.Select(a => (string)a!["id"]!).ToArray();
                connections.Insert(0, Link(ids[choice / 5 % ids.Length], ids[choice / 7 % ids.Length]));
                break;
            default:
                foreach (var task in activities.OfType<JsonObject>().Where(a => (string?)a["type"] == "ClosedLoop.UserTask"))
                {
                    task["outcomes"] = new JsonArray(new JsonObject { ["name"] = "Done" }, new JsonObject { ["name"] = "False" });
                    task.Remove("ladder");
                }

                break;
        }

        return edited;
    }

    private static JsonObject Work(int n)
    {
        var task = Activity("?", "ClosedLoop.UserTask", ("maySendBack", true), ("candidates", new JsonArray(new JsonObject { ["role"] = "county-officer" })), ("outcomes", new JsonArray(new JsonObject { ["name"] = "Done" }, new JsonObject { ["name"] = "True" })));
        if (n > 0)
        {
            task["due"] = n == 1 ? "4wh" : "PT1H";
            task["ladder"] = Ladder(n == 1 ? null : "Done");
        }

        return task;
    }

    /// <summary>A reminder, a warning, and what the machine decides in the end.</summary>
    private static JsonArray Ladder(string? decide) =>
    [
        new JsonObject { ["rung"] = "reminder", ["at"] = "-1wh", ["to"] = new JsonArray(new JsonObject { ["kind"] = "owner" }) },
        new JsonObject { ["rung"] = "overdue", ["at"] = "0", ["to"] = new JsonArray(new JsonObject { ["kind"] = "owner" }) },
        new JsonObject { ["rung"] = "end", ["at"] = "+1wd", ["decide"] = decide },
    ];

    private static JsonObject Chart(string id, JsonObject[] steps, int[][] ends, string[] ports)
    {
        var activities = steps.Select(Own).ToArray();
        for (var i = 0; i < activities.Length; i++)
        {
            Name(activities[i], $"{id}-{i}");
        }

        return Flowchart(id, activities, ends.Select((e, i) => $"{id}-{e[0] % activities.Length}.{ports[i % ports.Length]} -> {id}-{e[1] % activities.Length}"));
    }

    /// <summary>Gives an activity its id, and what it holds ids below it; a flowchart has named its own already.</summary>
    private static void Name(JsonObject activity, string id)
    {
        (activity["id"], activity["name"]) = (id, id);
        if ((string?)activity["type"] == "Elsa.Flowchart")
        {
            return;
        }

        var held = new[] { activity["activities"], activity["branches"] }.OfType<JsonArray>().SelectMany(a => a).Append(activity["body"]).OfType<JsonObject>();
        foreach (var (child, i) in held.Select((c, i) => (c, i)))
        {
            Name(child, $"{id}.{i}");
        }
    }

    /// <summary>A copy that may be hung somewhere.</summary>
    private static JsonObject Own(JsonObject activity) => (JsonObject)activity.DeepClone();

    private static JsonObject Link(string from, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
