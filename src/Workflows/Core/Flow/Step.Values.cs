using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <content>Variables, outputs of the workflow, outputs of activities.</content>
internal sealed partial class Step
{
    /// <summary>Whether a variable of the workflow itself was set, so that the header may have changed.</summary>
    public bool VariablesChanged { get; private set; }

    /// <summary>Sets a variable as seen from an execution: the nearest container that declares it, else the workflow.</summary>
    /// <param name="execution">From where.</param>
    /// <param name="nameOrId">Name or id.</param>
    /// <param name="value">The value; converted to the variable's type.</param>
    public void SetVariable(Execution? execution, string nameOrId, JsonNode? value)
    {
        for (var owner = execution; owner is not null; owner = owner.Parent)
        {
            var declared = FindIn(owner.Node.Parent is null ? Definition.Variables : owner.Node.Variables, nameOrId);
            if (owner.Node.Parent is null)
            {
                break;
            }

            if (declared is not null || owner.Variables?.ContainsKey(nameOrId) == true)
            {
                var name = declared?.Name ?? nameOrId;
                owner.SetVariable(name, Converted(declared, value));
                Events.Add(new VariableSet(declared?.Id ?? nameOrId, name, owner.Variables![name]));
                return;
            }
        }

        var variable = FindIn(Definition.Variables, nameOrId);
        SetWorkflowVariable(variable?.Id ?? nameOrId, variable?.Name ?? nameOrId, Converted(variable, value));
    }

    /// <summary>Sets what an output is bound to: a variable, else an output of the workflow that it belongs to. A binding to what is not declared is left alone.</summary>
    public void SetBound(Execution execution, string nameOrId, JsonNode? value)
    {
        if (IsVariable(execution, nameOrId))
        {
            SetVariable(execution, nameOrId, value);
        }
        else if ((execution.Node.Enclosing?.Outputs ?? Definition.Outputs).Any(o => o.Name == nameOrId))
        {
            SetOutput(execution, nameOrId, value);
        }
    }

    public bool TryGetVariable(Execution? execution, string nameOrId, out JsonNode? value)
    {
        for (var owner = execution; owner?.Node.Parent is not null; owner = owner.Parent)
        {
            if (owner.Variables is { } variables)
            {
                var name = FindIn(owner.Node.Variables, nameOrId)?.Name ?? nameOrId;
                if (variables.TryGetPropertyValue(name, out value))
                {
                    return true;
                }
            }
        }

        return _variables.TryGetPropertyValue(FindIn(Definition.Variables, nameOrId)?.Name ?? nameOrId, out value);
    }

    public IEnumerable<string> VariableNames(Execution? execution)
    {
        for (var owner = execution; owner?.Node.Parent is not null; owner = owner.Parent)
        {
            foreach (var (name, _) in owner.Variables ?? [])
            {
                yield return name;
            }
        }

        foreach (var (name, _) in _variables)
        {
            yield return name;
        }
    }

    /// <summary>Hands a value out of the workflow that an execution belongs to: a definition used as an activity that declares the output, else the workflow.</summary>
    public void SetOutput(Execution execution, string name, JsonNode? value)
    {
        for (var owner = execution.Parent; owner is not null; owner = owner.Parent)
        {
            if (owner.Node.Composite?.Outputs.FirstOrDefault(o => o.Name == name) is { } output)
            {
                new ActivityContext(this, owner).Output(name, Conversion.To(value, output.TypeName, output.IsArray));
                return;
            }
        }

        if (!_ownsOutput)
        {
            _output = (JsonObject)_output.DeepClone();
            _ownsOutput = true;
        }

        var declared = Definition.Outputs.FirstOrDefault(o => o.Name == name);
        _output[name] = Json.Own(Conversion.To(value, declared?.TypeName, declared?.IsArray ?? false));
        Events.Add(new OutputSet(name, _output[name]));
    }

    /// <summary>Keeps an activity's output for scripts that ask for it.</summary>
    public void RememberOutput(ActivityNode node, string output, JsonNode? value)
    {
        if (!Definition.ScriptsAskForOutputs)
        {
            return;
        }

        if (!_ownsOutputs)
        {
            _outputs = (JsonObject)_outputs.DeepClone();
            _ownsOutputs = true;
        }

        var mine = _outputs[node.Id] as JsonObject;
        if (mine is null)
        {
            _outputs[node.Id] = mine = [];
        }

        mine[output] = value?.DeepClone();
        _outputs[LastResult] = value?.DeepClone();
    }

    /// <summary>Where the last output of all lies among the outputs; no activity has this id.</summary>
    internal const string LastResult = "";

    /// <summary>Gives a container's variables, or the workflow's, their values at the start.</summary>
    public static JsonObject? InitialVariables(IEnumerable<VariableDefinition> declared)
    {
        JsonObject? values = null;
        foreach (var variable in declared)
        {
            values ??= [];
            values[variable.Name] = Json.Own(Conversion.To(variable.Default, variable.TypeName, variable.IsArray));
        }

        return values;
    }

    private bool IsVariable(Execution execution, string nameOrId)
    {
        for (var owner = execution; owner?.Node.Parent is not null; owner = owner.Parent)
        {
            if (FindIn(owner.Node.Variables, nameOrId) is not null || owner.Variables?.ContainsKey(nameOrId) == true)
            {
                return true;
            }
        }

        return FindIn(Definition.Variables, nameOrId) is not null;
    }

    private void SetWorkflowVariable(string id, string name, JsonNode? value)
    {
        if (!_ownsVariables)
        {
            _variables = (JsonObject)_variables.DeepClone();
            _ownsVariables = true;
        }

        _variables[name] = Json.Own(value);
        VariablesChanged = true;
        Events.Add(new VariableSet(id, name, _variables[name]));
    }

    private static JsonNode? Converted(VariableDefinition? variable, JsonNode? value) =>
        variable is null ? value : Conversion.To(value, variable.TypeName, variable.IsArray);

    private static VariableDefinition? FindIn(IReadOnlyList<VariableDefinition> declared, string nameOrId)
    {
        foreach (var variable in declared)
        {
            if (variable.Id == nameOrId)
            {
                return variable;
            }
        }

        foreach (var variable in declared)
        {
            if (variable.Name == nameOrId)
            {
                return variable;
            }
        }

        return null;
    }
}
