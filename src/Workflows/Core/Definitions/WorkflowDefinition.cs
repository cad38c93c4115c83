using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Organisation;

namespace Workflows.Core.Definitions;

/// <summary>A definition in Elsa 3's format, read once and never changed. Unknown members are kept. Made by <see cref="WorkflowDefinitionReader"/>.</summary>
public sealed class WorkflowDefinition
{
    private readonly Lazy<FrozenDictionary<string, ActivityNode>> _byNodeId;
    private readonly Lazy<FrozenDictionary<string, ActivityNode>> _byId;
    private readonly Lazy<bool> _scriptsAskForOutputs;

    /// <summary>A definition of nothing yet; <see cref="WorkflowDefinitionReader"/> makes whole ones.</summary>
    public WorkflowDefinition()
    {
        _byNodeId = new(() => Activities.DistinctBy(a => a.NodeId, StringComparer.Ordinal).Prepend(Workflow).ToFrozenDictionary(a => a.NodeId, StringComparer.Ordinal));
        _scriptsAskForOutputs = new(() => Activities.Any(a => ScriptsOf(a.Json).Any(AsksForOutputs)));
        _byId = new(() => Activities.DistinctBy(a => a.Id, StringComparer.Ordinal).ToFrozenDictionary(a => a.Id, StringComparer.Ordinal));
    }

    /// <summary>Stable id across versions (<c>definitionId</c> of the file).</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Version number, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The whole file as read; writing it back loses nothing.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>What the flow does; may be empty.</summary>
    public string? Description { get; init; }

    /// <summary>Variables of the workflow.</summary>
    public ImmutableArray<VariableDefinition> Variables { get; init; } = [];

    /// <summary>Values given at the start.</summary>
    public ImmutableArray<InputDefinition> Inputs { get; init; } = [];

    /// <summary>Values handed out.</summary>
    public ImmutableArray<OutputDefinition> Outputs { get; init; } = [];

    /// <summary>The root activity; <see langword="null"/> when the file has none.</summary>
    public ActivityNode? Root { get; init; }

    /// <summary>Prefix of the human numbers of its instances (<c>JC</c>); <see langword="null"/> = instances have no number.</summary>
    public string? NumberPrefix { get; init; }

    /// <summary>Roles whose holders may start an instance by hand; <c>*</c> = everyone. Who designs workflows always may.</summary>
    public ImmutableArray<string> StartedBy { get; init; } = [];

    /// <summary>Until when the starter may call an instance off.</summary>
    public WithdrawalPolicy Withdrawal { get; init; }

    /// <summary>How long its ended instances stay in the database.</summary>
    public RetentionPeriod Retention { get; init; } = RetentionPeriod.Default;

    /// <summary>Every activity of the definition, parents before children.</summary>
    public IEnumerable<ActivityNode> Activities => Root?.SelfAndDescendants() ?? [];

    /// <summary>The workflow itself as a node: the parent of the root.</summary>
    internal ActivityNode Workflow { get; init; } = null!;

    /// <summary>Expressions of the instance header by member (<c>title</c>, <c>unit</c>, <c>subject</c>, <c>theme</c>).</summary>
    internal FrozenDictionary<string, Expression> Header { get; init; } = FrozenDictionary<string, Expression>.Empty;

    /// <summary>Whether some script reads outputs of activities (<c>getOutputFrom</c>, <c>getLastResult</c>, <c>getResultFromApprove</c>), so that they must be kept.</summary>
    internal bool ScriptsAskForOutputs => _scriptsAskForOutputs.Value;

    /// <summary>Whether a person may start an instance by hand.</summary>
    public bool MayBeStartedBy(Actor person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Has(Roles.Administrator) || person.Has(Roles.ProcessOwner) || StartedBy.Any(role => role == "*" || person.Has(role));
    }

    /// <summary>The activity with this id, or <see langword="null"/>.</summary>
    public ActivityNode? Find(string activityId) => _byId.Value.GetValueOrDefault(activityId);

    /// <summary>The activity at this path, or <see langword="null"/>.</summary>
    public ActivityNode? FindNode(string nodeId) => _byNodeId.Value.GetValueOrDefault(nodeId);

    /// <summary>Every text of an activity that may be a script, those of its children left out.</summary>
    private static IEnumerable<string> ScriptsOf(JsonNode? node) => node switch
    {
        JsonObject obj => obj.Where(m => m.Key != "activities").SelectMany(m => ScriptsOf(m.Value)),
        JsonArray array => array.SelectMany(ScriptsOf),
        _ => JsonRead.Text(node) is { } text ? [text] : [],
    };

    private static bool AsksForOutputs(string text) =>
        text.Contains("getLastResult", StringComparison.Ordinal) || (text.Contains("get", StringComparison.Ordinal) && text.Contains("From", StringComparison.Ordinal));
}
