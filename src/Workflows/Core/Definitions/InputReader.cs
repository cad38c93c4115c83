using System.Text.Json.Nodes;
using Workflows.Core.Expressions;

namespace Workflows.Core.Definitions;

/// <summary>Finds the wrapped inputs of an activity: members of the form <c>{ "typeName", "expression": { "type", "value" } }</c>.</summary>
internal static class InputReader
{
    public static Dictionary<string, Expression> Read(JsonObject activity)
    {
        var inputs = new Dictionary<string, Expression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in activity)
        {
            if (value is JsonObject wrapped && wrapped["expression"] is JsonObject expression)
            {
                inputs[name] = Expression.Read(expression, JsonRead.Text(wrapped, "typeName"));
            }
        }

        return inputs;
    }
}
