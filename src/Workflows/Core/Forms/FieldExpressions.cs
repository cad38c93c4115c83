namespace Workflows.Core.Forms;

/// <summary>One expression of a field.</summary>
/// <param name="Member">Where it stands in the field: <c>required</c>, <c>rules[0].assert</c>.</param>
/// <param name="Expression">The expression.</param>
/// <param name="DecidesValue">Whether visibility, read-only or the value depends on it, so that others may in turn.</param>
internal readonly record struct FieldExpression(string Member, FormExpression Expression, bool DecidesValue);

/// <summary>Lists the expressions of a field.</summary>
internal static class FieldExpressions
{
    /// <summary>Those of the field itself, without its columns or the fields inside it.</summary>
    public static IEnumerable<FieldExpression> Of(FormField field)
    {
        if (field.Visible.Expression is { } visible)
        {
            yield return new("visible", visible, true);
        }

        if (field.ReadOnly.Expression is { } readOnly)
        {
            yield return new("readOnly", readOnly, true);
        }

        if (field.Compute is { } compute)
        {
            yield return new("compute", compute, true);
        }

        if (field.Required.Expression is { } required)
        {
            yield return new("required", required, false);
        }

        if (field is ContextField context)
        {
            yield return new("value", context.Value, false);
        }

        if (field is ChoiceField { Source.Argument: { } argument })
        {
            yield return new("source", argument, false);
        }

        foreach (var rule in OfRules(field.Rules))
        {
            yield return rule;
        }
    }

    /// <summary>Those of rules.</summary>
    public static IEnumerable<FieldExpression> OfRules(IReadOnlyList<FormRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].When is { } when)
            {
                yield return new($"rules[{i}].when", when, false);
            }

            if (rules[i].Assert is { } assert)
            {
                yield return new($"rules[{i}].assert", assert, false);
            }
        }
    }
}
