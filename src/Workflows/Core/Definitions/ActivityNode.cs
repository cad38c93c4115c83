using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Flow;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Definitions;

/// <summary>An activity as a place in the definition's tree. Read once, never changed, shared by every instance of the version.</summary>
public sealed class ActivityNode
{
    private readonly Dictionary<string, Expression> _inputs;
    private ImmutableArray<(string Slot, ActivityNode Node)> _slots = [];
    private FlowchartLayout? _flowchart;
    private object? _spec;

    internal ActivityNode(JsonObject json, string id, string type, ActivityNode? parent, CompositeDefinition? composite = null)
    {
        Composite = composite;
        Json = json;
        Id = id;
        Type = type;
        Parent = parent;
        NodeId = parent is null ? id : $"{parent.NodeId}:{id}";
        Name = JsonRead.Text(json, "name");
        Version = JsonRead.Int(json, "version") ?? 1;
        CanStartWorkflow = JsonRead.Flag(json["customProperties"] as JsonObject, "canStartWorkflow");
        Kind = composite is null ? ActivityKinds.Find(type) : WorkflowDefinitionActivity.Instance;
        Variables = VariableReader.Read(json["variables"] as JsonArray);
        _inputs = InputReader.Read(json);
    }

    /// <summary>The same place in the same definition with another behaviour, and no variables.</summary>
    private ActivityNode(ActivityNode original, ActivityNode? parent, ActivityKind? kind)
    {
        (Json, Id, Type, NodeId, Name, Version, CanStartWorkflow) = (original.Json, original.Id, original.Type, original.NodeId, original.Name, original.Version, original.CanStartWorkflow);
        (Composite, Parent, Kind, Variables, _inputs) = (original.Composite, parent, kind, [], original._inputs);
    }

    /// <summary>Id in the file.</summary>
    public string Id { get; }

    /// <summary>Path of ids from the workflow down: <c>Workflow1:flow1:a1</c>. Unique in the definition.</summary>
    public string NodeId { get; }

    /// <summary>Type, such as <c>Elsa.WriteLine</c>.</summary>
    public string Type { get; }

    /// <summary>Name in the file, if any.</summary>
    public string? Name { get; }

    /// <summary>Version of the activity type.</summary>
    public int Version { get; }

    /// <summary>Whether a trigger here may start an instance.</summary>
    public bool CanStartWorkflow { get; }

    /// <summary>The activity as written, with everything that is not known here.</summary>
    public JsonObject Json { get; }

    /// <summary>The container; <see langword="null"/> for the workflow itself.</summary>
    public ActivityNode? Parent { get; }

    /// <summary>Variables that the container declares.</summary>
    public ImmutableArray<VariableDefinition> Variables { get; }

    /// <summary>Whether this engine can run it.</summary>
    public bool IsKnown => Kind is not null;

    /// <summary>The outcomes that a flowchart may connect; <see langword="null"/> = they are known only when it runs, or its type is unknown.</summary>
    public IReadOnlyList<string>? Ports => Kind?.Ports(this);

    /// <summary>Embedded activities in the order of the file.</summary>
    public IEnumerable<ActivityNode> Children => _slots.Select(s => s.Node);

    /// <summary>Inputs by property name, wrapped ones only.</summary>
    public IReadOnlyDictionary<string, Expression> Inputs => _inputs;

    /// <summary>The definition that this activity stands for; <see langword="null"/> for every other activity.</summary>
    internal CompositeDefinition? Composite { get; }

    /// <summary>The nearest definition, used as an activity, that this node belongs to; <see langword="null"/> = the workflow itself.</summary>
    internal CompositeDefinition? Enclosing => Parent is null ? null : Parent.Composite ?? Parent.Enclosing;

    /// <summary>How the activity behaves; <see langword="null"/> for an unknown type.</summary>
    internal ActivityKind? Kind { get; }

    /// <summary>Embedded activities with the property that holds them (<c>activities</c>, <c>body</c>, <c>then</c>, <c>cases[0]</c> …).</summary>
    internal ImmutableArray<(string Slot, ActivityNode Node)> Slots => _slots;

    /// <summary>Activities and connections of a flowchart.</summary>
    internal FlowchartLayout Flowchart => _flowchart ?? throw new InvalidOperationException($"{NodeId} is no flowchart.");

    /// <summary>This activity and everything below it.</summary>
    public IEnumerable<ActivityNode> SelfAndDescendants()
    {
        yield return this;
        foreach (var (_, child) in _slots)
        {
            foreach (var node in child.SelfAndDescendants())
            {
                yield return node;
            }
        }
    }

    /// <summary>What to call it in messages and as a task name: its name, else its id.</summary>
    public string Label => string.IsNullOrWhiteSpace(Name) ? Id : Name;

    /// <summary>What people call it: its title, else the label that it was given; a beginning or end has words of its own; else its name, else its id.</summary>
    public LocalizedText Title =>
        JsonRead.Localized(Json["title"])
        ?? JsonRead.Localized(((Json["customProperties"] as JsonObject)?["closedLoop"] as JsonObject)?["label"])
        ?? (JsonRead.Text(Json["metadata"] as JsonObject, "displayText") is { Length: > 0 } shown ? LocalizedText.Same(shown) : null)
        ?? Kind switch
        {
            StartActivity => new("开始", "Start"),
            EndActivity or FinishActivity => new("结束", "End"),
            _ => LocalizedText.Same(Label),
        };

    internal ActivityNode? Slot(string slot)
    {
        foreach (var (name, node) in _slots)
        {
            if (name == slot)
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>What the activity's kind made of its members; made once.</summary>
    internal T Spec<T>(Func<ActivityNode, T> read)
        where T : class => (T)(_spec ??= read(this));

    /// <summary>This activity and everything below it with other behaviours, and without variables.</summary>
    internal ActivityNode Recast(Func<ActivityNode, ActivityKind?> kindOf, ActivityNode? parent = null)
    {
        var recast = new ActivityNode(this, parent, kindOf(this));
        recast.Attach([.. _slots.Select(s => (s.Slot, s.Node.Recast(kindOf, recast)))]);
        return recast;
    }

    internal Expression? Input(string name) => _inputs.GetValueOrDefault(name);

    /// <summary>Closes the tree; called once by the reader.</summary>
    internal void Attach(ImmutableArray<(string Slot, ActivityNode Node)> slots)
    {
        _slots = slots;
        if (Kind is FlowchartActivity)
        {
            _flowchart = FlowchartLayout.Read(this);
        }
    }
}
