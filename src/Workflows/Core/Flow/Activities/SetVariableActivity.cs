using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Sets a variable.</summary>
internal sealed class SetVariableActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var name = Target(context.Node) ?? throw new ActivityFaultException("没有指定要设置的变量 / no variable is named");
        context.Step.SetVariable(context.Execution, name, context.Value("value"));
        context.Complete();
    }

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        if (Target(node) is not { } name)
        {
            checks.Error("variable.missing", new LocalizedText("没有指定要设置的变量", "No variable is named to be set"));
        }
        else
        {
            checks.Variable(name);
        }
    }

    private static string? Target(ActivityNode node) => node.Json["variable"] is JsonObject variable
        ? (JsonRead.Text(variable, "id") ?? JsonRead.Text(variable["memoryReference"] as JsonObject, "id")) is { Length: > 0 } id ? id : JsonRead.Text(variable, "name")
        : JsonRead.Text(node.Json, "variable");
}
