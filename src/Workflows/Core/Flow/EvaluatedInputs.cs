using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow;

/// <summary>
/// What the inputs of each execution came to when it began, worked out again from the facts. History keeps no inputs, but every variable that was set, and expressions see little
/// else; where one does – an output that no fact tells, a new id – nothing is said of it.
/// </summary>
public sealed class EvaluatedInputs
{
    private readonly WorkflowDefinition _definition;
    private readonly WorkflowInstance _instance;
    private readonly OrgChart _organisation;
    private readonly TimeSpan _localOffset;
    private readonly JsonObject _variables;
    private readonly Dictionary<Guid, Place> _open = [];
    private readonly Dictionary<Guid, JsonObject> _values = [];
    private string? _correlationId;

    private EvaluatedInputs(WorkflowDefinition definition, WorkflowInstance instance, OrgChart organisation, TimeSpan localOffset)
    {
        (_definition, _instance, _organisation, _localOffset) = (definition, instance, organisation, localOffset);
        _variables = Step.InitialVariables(definition.Variables) ?? [];
    }

    /// <summary>Plays a history.</summary>
    /// <param name="definition">What the instance runs on.</param>
    /// <param name="instance">The instance as it stands now.</param>
    /// <param name="history">What happened in it, oldest first.</param>
    /// <param name="organisation">Units and people, for expressions that ask for them.</param>
    /// <param name="localOffset">Offset of local time from UTC.</param>
    public static EvaluatedInputs Of(WorkflowDefinition definition, WorkflowInstance instance, IEnumerable<(DateTimeOffset At, InstanceEvent Event)> history, OrgChart organisation, TimeSpan localOffset)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(history);
        var inputs = new EvaluatedInputs(definition, instance, organisation, localOffset);
        foreach (var (at, fact) in history)
        {
            inputs.Play(at, fact);
        }

        return inputs;
    }

    /// <summary>The inputs of an execution by the names of their members; <see langword="null"/> = it is not known what this one came to.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="input">Name of the member, such as <c>text</c>.</param>
    public JsonNode? Find(Guid execution, string input) => _values.TryGetValue(execution, out var values) ? values[input] : null;

    private void Play(DateTimeOffset at, InstanceEvent fact)
    {
        switch (fact)
        {
            case InstanceStarted e:
                _correlationId = e.CorrelationId;
                break;
            case ActivityEvent { Name: ActivityEventName.Started } e when _definition.FindNode(e.NodeId) is { } node:
                Begin(at, e, node);
                break;
            case ActivityEvent { Name: ActivityEventName.Completed or ActivityEventName.Canceled } e:
                _open.Remove(e.ActivityInstanceId);
                break;
            case VariableSet e:
                Holder(e)[e.Name] = e.Value?.DeepClone();
                break;
        }
    }

    private void Begin(DateTimeOffset at, ActivityEvent started, ActivityNode node)
    {
        var container = started.ParentActivityInstanceId is { } id ? _open.GetValueOrDefault(id) : null;
        var variables = node.Parent is null ? [] : Step.InitialVariables(node.Variables) ?? [];
        foreach (var (name, value) in container?.NextBody() ?? [])
        {
            variables[name] = value?.DeepClone();
        }

        var place = new Place(node, container, variables);
        _open[started.ActivityInstanceId] = place;
        foreach (var (name, expression) in node.Inputs)
        {
            if (Evaluate(expression, place, at) is { } value)
            {
                place.Inputs[name] = value.DeepClone();
            }
        }

        _values[started.ActivityInstanceId] = place.Inputs;
        if (node.Type == "Elsa.Correlate")
        {
            _correlationId = Conversion.Text(place.Inputs["correlationId"]);
        }
    }

    private JsonNode? Evaluate(Expression expression, Place place, DateTimeOffset at)
    {
        try
        {
            return Evaluator.Evaluate(expression, new Scope(this, place, at));
        }
        catch (ActivityFaultException)
        {
            return null; // it failed then too, or asks for what is not known any more
        }
    }

    /// <summary>Where a variable that was set lies: in the container that began last of those that have it, else in the workflow.</summary>
    private JsonObject Holder(VariableSet set) =>
        _open.Values.LastOrDefault(p => p.Node.Parent is not null && (p.Node.Variables.Any(v => v.Id == set.VariableId) || p.Variables.ContainsKey(set.Name)))?.Variables ?? _variables;

    /// <summary>An execution that has begun and not ended.</summary>
    private sealed class Place(ActivityNode node, Place? container, JsonObject variables)
    {
        private int _bodies;

        public ActivityNode Node => node;

        public Place? Container => container;

        public JsonObject Variables => variables;

        public JsonObject Inputs { get; } = [];

        /// <summary>The variables that its next child begins with.</summary>
        public JsonObject? NextBody() => node.Kind switch
        {
            ForEachActivity or ParallelForEachActivity => Item(_bodies++),
            ForActivity => new JsonObject { ["CurrentValue"] = JsonNumber.Of(Number("start", 0) + (_bodies++ * (Number("end", 0) >= Number("start", 0) ? Number("step", 1) : -Math.Abs(Number("step", 1))))) },
            WorkflowDefinitionActivity => Inputs,
            _ => null,
        };

        private JsonObject? Item(int index) => Conversion.Items(Inputs["items"]) is var items && index < items.Count
            ? new JsonObject { ["CurrentIndex"] = JsonNumber.Of(index), ["CurrentValue"] = items[index]?.DeepClone() }
            : null;

        private int Number(string input, int otherwise) => Conversion.Integer(Inputs[input]) ?? otherwise;
    }

    /// <summary>What an expression saw at a place.</summary>
    private sealed class Scope(EvaluatedInputs past, Place place, DateTimeOffset now) : ExpressionScope
    {
        private readonly JsonObject _ownVariables = []; // what the expression sets while it is evaluated again

        public override DateTimeOffset Now => now;

        public override TimeSpan LocalOffset => past._localOffset;

        public override OrgChart Organisation => past._organisation;

        public override Guid InstanceId => past._instance.Id;

        public override string DefinitionId => past._definition.DefinitionId;

        public override int DefinitionVersion => past._definition.Version;

        public override string? CorrelationId { get; set; } = past._correlationId;

        public override string? InstanceName { get; set; } = past._instance.Execution.Name;

        public override string? Number => past._instance.Header.Number;

        public override JsonObject? Starter => StepScope.StarterOf(past._instance, Organisation);

        public override JsonObject Input => Places().Skip(1).FirstOrDefault(p => p.Node.Composite is not null)?.Inputs ?? past._instance.Input;

        public override JsonObject Header => InstanceHeaders.ToJson(past._instance.Header, Organisation);

        public override JsonNode? LastResult => throw Forgotten();

        public override IEnumerable<string> VariableNames => Places().SelectMany(p => p.Variables.Select(v => v.Key)).Concat(past._variables.Select(v => v.Key));

        public override bool TryGetVariable(string nameOrId, out JsonNode? value)
        {
            if (_ownVariables.TryGetPropertyValue(nameOrId, out value))
            {
                return true;
            }

            foreach (var at in Places())
            {
                if (at.Variables.TryGetPropertyValue(NameIn(at.Node.Variables, nameOrId), out value))
                {
                    return true;
                }
            }

            return past._variables.TryGetPropertyValue(NameIn(past._definition.Variables, nameOrId), out value);
        }

        public override void SetVariable(string nameOrId, JsonNode? value) => _ownVariables[nameOrId] = value?.DeepClone();

        public override JsonNode? OutputFrom(string activity, string? output) => throw Forgotten();

        public override Guid NewId() => throw Forgotten();

        private IEnumerable<Place> Places()
        {
            for (var at = place; at is not null; at = at.Container)
            {
                yield return at;
            }
        }

        private static string NameIn(IEnumerable<VariableDefinition> declared, string nameOrId) => declared.FirstOrDefault(v => v.Id == nameOrId)?.Name ?? nameOrId;

        private static ActivityFaultException Forgotten() => new("历史没有记录 / history does not tell");
    }
}
