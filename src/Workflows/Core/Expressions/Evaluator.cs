using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Expressions;

/// <summary>Evaluates expressions of every kind. Whatever goes wrong is an <see cref="ActivityFaultException"/>.</summary>
internal static class Evaluator
{
    /// <summary>Evaluates; the node may belong to the definition or the instance and must be cloned before it is put elsewhere.</summary>
    public static JsonNode? Evaluate(Expression? expression, ExpressionScope scope)
    {
        switch (expression?.Kind)
        {
            case null:
                return null;
            case ExpressionKind.Literal:
                return expression.Value;
            case ExpressionKind.Json:
                return ParseObject(expression);
            case ExpressionKind.Variable:
                return Variable(expression, scope);
            case ExpressionKind.Input:
                return scope.Input[expression.Reference ?? ""];
            case ExpressionKind.JavaScript:
                return string.IsNullOrWhiteSpace(expression.Text) ? null : JavaScript.Evaluate(expression.Script, scope);
            case ExpressionKind.Liquid:
                return JsonValue.Create(expression.Template.Render(scope));
            default:
                throw new ActivityFaultException($"不支持的表达式语言“{expression.Type}”，请改用 JavaScript 或 Liquid / expression language '{expression.Type}' is not supported; use JavaScript or Liquid");
        }
    }

    private static JsonNode? Variable(Expression expression, ExpressionScope scope)
    {
        if ((expression.ReferenceId is { } id && scope.TryGetVariable(id, out var value)) || scope.TryGetVariable(expression.Reference ?? "", out value))
        {
            return value;
        }

        throw new ActivityFaultException($"没有变量“{expression.Reference}” / there is no variable '{expression.Reference}'");
    }

    /// <summary>An object may be written as JSON, or as text that holds JSON.</summary>
    private static JsonNode? ParseObject(Expression expression)
    {
        if (expression.Value is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return expression.Value;
        }

        if (string.IsNullOrWhiteSpace(expression.Text))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(expression.Text);
        }
        catch (JsonException e)
        {
            throw new ActivityFaultException($"不是有效的 JSON:{e.Message} / not valid JSON: {e.Message}", e);
        }
    }
}
