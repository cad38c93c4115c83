using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow;

/// <summary>What an expression of an activity sees: the instance in the middle of a step, from the activity's place.</summary>
internal sealed class StepScope(Step step, Execution? execution) : ExpressionScope
{
    public override DateTimeOffset Now => step.Context.Now;

    public override TimeSpan LocalOffset => step.Context.Calendar.Offset;

    public override OrgChart Organisation => step.Context.Organisation;

    public override Guid InstanceId => step.Before.Id;

    public override string DefinitionId => step.Definition.DefinitionId;

    public override int DefinitionVersion => step.Definition.Version;

    public override string? CorrelationId
    {
        get => step.CorrelationId;
        set => step.CorrelationId = value;
    }

    public override string? InstanceName
    {
        get => step.InstanceName;
        set => step.InstanceName = value;
    }

    public override string? Number => step.Before.Header.Number;

    public override JsonObject? Starter => StarterOf(step.Before, Organisation);

    public override JsonObject Input
    {
        get
        {
            for (var above = execution?.Parent; above is not null; above = above.Parent)
            {
                if (above.Node.Composite is not null)
                {
                    return WorkflowDefinitionActivity.InputOf(above);
                }
            }

            return step.Before.Input;
        }
    }

    public override JsonObject Header => InstanceHeaders.ToJson(step.Before.Header, step.Context.Organisation);

    public override JsonNode? LastResult => step.Outputs[Step.LastResult];

    public override IEnumerable<string> VariableNames => step.VariableNames(execution);

    public override bool TryGetVariable(string nameOrId, out JsonNode? value) => step.TryGetVariable(execution, nameOrId, out value);

    public override void SetVariable(string nameOrId, JsonNode? value) => step.SetVariable(execution, nameOrId, value);

    public override JsonNode? OutputFrom(string activity, string? output)
    {
        var node = step.Definition.Find(activity)
            ?? step.Definition.Activities.FirstOrDefault(a => a.Name == activity)
            ?? step.Definition.Activities.FirstOrDefault(a => a.Name is { } name && PascalName.Of(name) == activity);
        if (node is null || step.Outputs[node.Id] is not JsonObject outputs)
        {
            return null;
        }

        return output is null
            ? outputs["result"] ?? outputs.FirstOrDefault().Value
            : outputs.FirstOrDefault(o => o.Key.Equals(output, StringComparison.OrdinalIgnoreCase)).Value;
    }

    public override Guid NewId() => step.NewId();

    /// <summary>Who started an instance, as expressions see it; <see langword="null"/> when a machine did.</summary>
    internal static JsonObject? StarterOf(WorkflowInstance instance, OrgChart organisation) => instance.StartedBy is not { } starter || Actor.IsMachine(starter.Id)
        ? null
        : new() { ["id"] = starter.Id, ["name"] = starter.Name, ["unit"] = organisation.Person(starter.Id)?.Grants.Select(g => g.Unit).FirstOrDefault() };
}
