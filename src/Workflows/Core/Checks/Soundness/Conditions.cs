using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Expression = Workflows.Core.Expressions.Expression;

namespace Workflows.Core.Checks.Soundness;

/// <summary>The conditions of a definition that have to do with each other, and the steps that write what they look at.</summary>
internal sealed class Conditions
{
    private readonly HashSet<string> _variables;
    private readonly ILookup<string, string> _namesById;
    private readonly Dictionary<(string NodeId, string Text), Condition> _conditions;
    private readonly HashSet<(string NodeId, string Text)> _related;
    private readonly Dictionary<string, ImmutableHashSet<string>> _writes = [];
    private readonly HashSet<JsonObject> _activities;

    /// <summary>Looks at a definition.</summary>
    public Conditions(WorkflowDefinition definition)
    {
        var declared = definition.Variables.Concat(definition.Activities.SelectMany(a => a.Variables)).ToArray();
        _variables = [.. declared.GroupBy(v => v.Name).Where(g => g.Count() == 1).Select(g => g.Key)]; // one that is declared twice is not always the same
        _namesById = declared.SelectMany(v => new[] { (v.Id, v.Name), (Id: v.Name, v.Name) }).ToLookup(v => v.Id, v => v.Name);
        _activities = new HashSet<JsonObject>(definition.Activities.Select(a => a.Json), ReferenceEqualityComparer.Instance);
        var asked = definition.Activities.Where(a => a.Enclosing is null).SelectMany(a => Asked(a).Select(e => (a.NodeId, e.Text, Condition: Condition.Of(e, _variables)))).DistinctBy(c => (c.NodeId, c.Text)).ToArray();
        _conditions = asked.ToDictionary(c => (c.NodeId, c.Text), c => c.Condition);
        _related = [.. asked.Where(c => asked.Any(o => o.NodeId != c.NodeId && c.Condition.IsRelatedTo(o.Condition))).Select(c => (c.NodeId, c.Text))];
        foreach (var activity in definition.Activities)
        {
            _writes[activity.NodeId] = Writes(activity);
        }
    }

    /// <summary>What a condition of a step asks; <see langword="null"/> when nothing can be said of it.</summary>
    public Condition? Of(ActivityNode at, Expression? condition) => condition is null ? null : _conditions.GetValueOrDefault((at.NodeId, Text(condition)));

    /// <summary>Whether what comes out tells something of a condition of another step.</summary>
    public bool IsRelated(ActivityNode at, Expression condition) => _related.Contains((at.NodeId, Text(condition)));

    /// <summary>The variables that a step may write; <see cref="Condition.Anything"/> for all of them.</summary>
    public ImmutableHashSet<string> WrittenBy(string nodeId) => _writes.GetValueOrDefault(nodeId, []);

    private static string Text(Expression condition) => condition.Kind is ExpressionKind.Variable or ExpressionKind.Input ? $"{condition.Type} {condition.Reference}" : condition.Text;

    private static IEnumerable<Expression> Asked(ActivityNode activity) => activity.Kind switch
    {
        FlowDecisionActivity or IfActivity or WhileActivity => new[] { activity.Input("condition") }.OfType<Expression>(),
        FlowSwitchActivity or SwitchActivity => SwitchCases.Read(activity).Select(c => c.Condition).OfType<Expression>(),
        _ => [],
    };

    private ImmutableHashSet<string> Writes(ActivityNode activity)
    {
        var written = ImmutableHashSet.CreateBuilder<string>();
        if (activity.Kind is SetVariableActivity)
        {
            written.UnionWith(activity.Json["variable"] is { } target && Names(target).ToArray() is { Length: > 0 } names ? names : [Condition.Anything]);
        }

        Collect(activity.Json, isSelf: true, written);
        return written.ToImmutable();
    }

    /// <summary>The variables that a value names, by name or id, anywhere in it.</summary>
    private IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => Names(m.Value)),
        JsonArray a => a.SelectMany(Names),
        _ => JsonRead.Text(node) is { } text ? _namesById[text] : [],
    };

    private void Collect(JsonNode? node, bool isSelf, ImmutableHashSet<string>.Builder written)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Collect(item, isSelf: false, written);
            }
        }
        else if (node is JsonObject json && (isSelf || !_activities.Contains(json)))
        {
            if (json["memoryReference"] is JsonObject kept)
            {
                written.UnionWith(Names(kept["id"]));
            }

            if (JsonRead.Text(json, "type") == "JavaScript" && JsonRead.Text(json, "value") is { } script)
            {
                written.UnionWith(ScriptReads.Writes(PreparedScript.Prepare(script), _variables) ?? [Condition.Anything]);
            }

            foreach (var (_, value) in json)
            {
                Collect(value, isSelf: false, written);
            }
        }
    }
}
