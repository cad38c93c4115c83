using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Organisation;

namespace Workflows.Core.Expressions;

/// <summary>What an expression sees before there is an instance: the variables' defaults and the time.</summary>
internal sealed class DefinitionScope(WorkflowDefinition definition, DateTimeOffset now) : ExpressionScope
{
    private readonly JsonObject _variables = Step.InitialVariables(definition.Variables) ?? [];

    public override DateTimeOffset Now => now;

    public override TimeSpan LocalOffset => now.Offset;

    public override OrgChart Organisation => OrgChart.Empty;

    public override Guid InstanceId => Guid.Empty;

    public override string DefinitionId => definition.DefinitionId;

    public override int DefinitionVersion => definition.Version;

    public override string? CorrelationId { get; set; }

    public override string? InstanceName { get; set; }

    public override string? Number => null;

    public override JsonObject Input { get; } = [];

    public override JsonObject Header { get; } = [];

    public override JsonNode? LastResult => null;

    public override IEnumerable<string> VariableNames => _variables.Select(v => v.Key);

    public override bool TryGetVariable(string nameOrId, out JsonNode? value) =>
        _variables.TryGetPropertyValue(definition.Variables.FirstOrDefault(v => v.Id == nameOrId)?.Name ?? nameOrId, out value);

    /// <summary>There is nothing to set a variable of.</summary>
    public override void SetVariable(string nameOrId, JsonNode? value) =>
        throw new ActivityFaultException("此处不能设置变量 / variables cannot be set here");

    public override JsonNode? OutputFrom(string activity, string? output) => null;

    public override Guid NewId() => Guid.Empty;
}
