using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <summary>An execution while a step works on it; becomes an <see cref="ActivityExecution"/> when the step ends.</summary>
internal sealed class Execution
{
    private bool _ownsState;
    private bool _ownsVariables;
    private bool _changed = true;
    private ActivityExecution? _stored;
    private bool _isFaulted;

    public Execution(Guid id, ActivityNode node, Execution? parent, JsonObject? variables)
    {
        Id = id;
        Node = node;
        Parent = parent;
        Variables = variables;
        _ownsVariables = true;
        _ownsState = true;
    }

    public Execution(ActivityExecution stored, ActivityNode node, Execution? parent)
    {
        Id = stored.Id;
        Node = node;
        Parent = parent;
        State = stored.State;
        Variables = stored.Variables;
        _isFaulted = stored.IsFaulted;
        _stored = stored;
        _changed = false;
    }

    public Guid Id { get; }

    public ActivityNode Node { get; }

    public Execution? Parent { get; }

    /// <summary>What it remembers; read only, see <see cref="ChangeState"/>.</summary>
    public JsonObject? State { get; private set; }

    /// <summary>Its own variables; read only, see <see cref="SetVariable"/>.</summary>
    public JsonObject? Variables { get; private set; }

    /// <summary>Whether it has completed or was cancelled.</summary>
    public bool IsOver { get; set; }

    public bool IsFaulted
    {
        get => _isFaulted;
        set
        {
            _isFaulted = value;
            _changed = true;
        }
    }

    public bool IsBreaking => State?["breaking"] is not null;

    /// <summary>The state, to be written to.</summary>
    public JsonObject ChangeState()
    {
        _changed = true;
        if (!_ownsState || State is null)
        {
            State = (JsonObject?)State?.DeepClone() ?? [];
            _ownsState = true;
        }

        return State;
    }

    public void SetVariable(string name, JsonNode? value)
    {
        _changed = true;
        if (!_ownsVariables || Variables is null)
        {
            Variables = (JsonObject?)Variables?.DeepClone() ?? [];
            _ownsVariables = true;
        }

        Variables[name] = Json.Own(value);
    }

    public ActivityExecution Freeze()
    {
        if (_changed || _stored is null)
        {
            _stored = new ActivityExecution(Id, Parent?.Id, Node.NodeId, IsFaulted, State is { Count: > 0 } ? State : null, Variables is { Count: > 0 } ? Variables : null);
        }

        return _stored;
    }
}
