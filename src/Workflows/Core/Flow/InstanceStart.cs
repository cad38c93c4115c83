using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow;

/// <summary>Makes the instance that the first step begins with.</summary>
internal static class InstanceStart
{
    public static WorkflowInstance NewInstance(WorkflowDefinition definition, StartInstance command, DecisionContext context) => new()
    {
        Id = command.InstanceId,
        DefinitionId = definition.DefinitionId,
        DefinitionVersion = definition.Version,
        Revision = 0,
        Status = InstanceStatus.Running,
        SubStatus = InstanceSubStatus.Pending,
        CorrelationId = command.CorrelationId,
        Parent = command.Parent,
        StartedBy = new PersonName(command.By.PersonId, command.By.Name),
        Header = new InstanceHeader(command.Number, LocalizedText.Same(definition.Name), null, null, null, null),
        CreatedAt = context.Now,
        UpdatedAt = context.Now,
        Input = Input(definition, command.Input),
        Execution = new ExecutionState
        {
            Variables = SafeVariables(definition),
            TriggerActivityId = command.TriggerActivityId,
        },
    };

    /// <summary>Inputs are converted to their declared types where that works; one that does not fit is kept as given, and fails where it is used.</summary>
    private static JsonObject Input(WorkflowDefinition definition, JsonObject given)
    {
        var input = new JsonObject();
        foreach (var (name, value) in given)
        {
            var declared = definition.Inputs.FirstOrDefault(i => i.Name == name);
            input[name] = Convert(value, declared?.TypeName, declared?.IsArray ?? false)?.DeepClone();
        }

        return input;
    }

    private static JsonObject SafeVariables(WorkflowDefinition definition)
    {
        var values = new JsonObject();
        foreach (var variable in definition.Variables)
        {
            values[variable.Name] = Convert(variable.Default, variable.TypeName, variable.IsArray)?.DeepClone();
        }

        return values;
    }

    private static JsonNode? Convert(JsonNode? value, string? typeName, bool isArray)
    {
        try
        {
            return Conversion.To(value, typeName, isArray);
        }
        catch (ActivityFaultException)
        {
            return value;
        }
    }
}
