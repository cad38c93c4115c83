using System.Text.Json.Nodes;

namespace Workflows.Core.Tests.Elsa;

/// <summary>A flowchart by chance: lines, decisions that change their mind, forks, joins of every mode.</summary>
/// <param name="Steps">Its activities; it begins with the first.</param>
/// <param name="Connections">Its connections.</param>
internal sealed record RandomFlow(IReadOnlyList<RandomStep> Steps, IReadOnlyList<(int Source, string Port, int Target)> Connections)
{
    private static readonly string[] Joins = ["WaitAny", "WaitAll", "WaitAllActive"];

    /// <summary>One without loops that this seed gives.</summary>
    public static RandomFlow WithoutLoops(int seed)
    {
        var drawn = new Drawing(new Random(seed));
        drawn.Block(drawn.Chance.Next(3, 10));
        return drawn.Flow();
    }

    /// <summary>One of several parts, each of which may be repeated: a part is left, or begun again, once all of it is done.</summary>
    public static RandomFlow WithLoops(int seed)
    {
        var drawn = new Drawing(new Random(seed));
        for (var parts = drawn.Chance.Next(1, 4); parts > 0; parts--)
        {
            drawn.Loop(drawn.Chance.Next(2, 6));
        }

        return drawn.Flow();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(' ', Steps.Select(s => $"a{s.Index}:{s.Type[5..]}{s.Join}{s.Times}"))} {string.Join(' ', Connections.Select(c => $"{c.Source}.{c.Port}>{c.Target}"))}";

    /// <summary>It as a file in Elsa's format.</summary>
    public JsonObject ToDefinition() => new()
    {
        ["definitionId"] = "random",
        ["variables"] = new JsonArray([.. Steps.Select(s => new JsonObject { ["id"] = $"v{s.Index}", ["name"] = $"V{s.Index}", ["typeName"] = "Int32", ["value"] = 0 })]),
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray([.. Steps.Select(s => s.ToJson())]),
            ["connections"] = new JsonArray([.. Connections.Select(c => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = $"a{c.Source}", ["port"] = c.Port },
                ["target"] = new JsonObject { ["activity"] = $"a{c.Target}", ["port"] = "In" },
            })]),
        },
    };

    private sealed class Drawing(Random chance)
    {
        private readonly List<RandomStep> _steps = [];
        private readonly List<(int Source, string Port, int Target)> _connections = [];
        private int? _before;

        public Random Chance => chance;

        public RandomFlow Flow() => new(_steps, [.. _connections.Distinct()]);

        /// <summary>Some steps, each behind one or two of those before it.</summary>
        public int Block(int count)
        {
            var first = _steps.Count;
            for (var i = first; i < first + count; i++)
            {
                _steps.Add(Step(i, isFirst: i == first));
                for (var n = i == first ? 0 : chance.Next(3) == 0 ? 2 : 1; n > 0; n--)
                {
                    Connect(chance.Next(first, i), i);
                }
            }

            if (_before is { } before)
            {
                _connections.Add((before, "False", first));
            }

            return first;
        }

        /// <summary>Some steps, and a decision behind all of their ends that may begin them again.</summary>
        public void Loop(int count)
        {
            var first = Block(count);
            var decision = _steps.Count;
            _steps.Add(new RandomStep(decision, "Elsa.FlowDecision", null, chance.Next(3)));
            for (var i = first; i < decision; i++)
            {
                foreach (var port in _steps[i].AllPorts.Where(port => !_connections.Any(c => c.Source == i && c.Port == port)))
                {
                    _connections.Add((i, port, decision));
                }
            }

            _connections.Add((decision, "True", first));
            _before = decision;
        }

        private void Connect(int source, int target)
        {
            var ports = _steps[source].AllPorts;
            _connections.Add((source, ports[chance.Next(ports.Count)], target));
        }

        private RandomStep Step(int index, bool isFirst) => chance.Next(10) switch
        {
            < 3 => new RandomStep(index, "Elsa.FlowDecision", null, chance.Next(3)),
            < 5 when !isFirst => new RandomStep(index, "Elsa.FlowJoin", Joins[chance.Next(3)], 0),
            < 6 => new RandomStep(index, "Elsa.FlowFork", null, 0),
            _ => new RandomStep(index, "Elsa.WriteLine", null, 0),
        };
    }
}

/// <summary>A step of it.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Type">Its type.</param>
/// <param name="Join">Mode of a join.</param>
/// <param name="Times">How often a decision says yes before it says no for good.</param>
internal sealed record RandomStep(int Index, string Type, string? Join, int Times)
{
    public IReadOnlyList<string> AllPorts => Type switch { "Elsa.FlowDecision" => ["True", "False"], "Elsa.FlowFork" => ["A", "B"], _ => ["Done"] };

    /// <summary>The ports it leaves by when it was left as often before.</summary>
    public IReadOnlyList<string> Ports(int before) => Type switch { "Elsa.FlowDecision" => [before < Times ? "True" : "False"], "Elsa.FlowFork" => ["A", "B"], _ => ["Done"] };

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = $"a{Index}", ["type"] = Type };
        switch (Type)
        {
            case "Elsa.FlowDecision":
                json["condition"] = Input("Boolean", "JavaScript", $"(variables.V{Index} = variables.V{Index} + 1) <= {Times}");
                break;
            case "Elsa.FlowFork":
                json["branches"] = Input("List<String>", "Object", "[\"A\", \"B\"]");
                break;
            case "Elsa.FlowJoin":
                json["mode"] = Input("FlowJoinMode", "Literal", Join!);
                break;
            default:
                json["text"] = Input("String", "Literal", $"a{Index}");
                break;
        }

        return json;
    }

    private static JsonObject Input(string type, string language, string value) => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = language, ["value"] = value } };
}
