using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Evaluates one field or cell: first what it is, then what is wrong with it. The scripts already see everything it reads.</summary>
internal sealed class FieldEvaluator(FormScripts scripts, DateTimeOffset now)
{
    /// <summary>Finds out visibility, read-only and value.</summary>
    /// <param name="state">The field; not a table's.</param>
    /// <param name="shown">Whether what it stands in is shown.</param>
    /// <param name="locked">Whether what it stands in is read-only.</param>
    public void Evaluate(FieldState state, bool shown, bool locked)
    {
        var failures = ImmutableArray.CreateBuilder<LocalizedText>();
        EvaluateShape(state, shown, locked, failures);
        state.TypedProblem = null;
        if (!state.Field.HoldsValue)
        {
            state.Failures = failures.ToImmutable();
            return;
        }

        if (!state.Visible)
        {
            state.Value = state.Field.Empty;
        }
        else if (state.Field.Compute is { } compute)
        {
            state.Value = Computed(state.Field, compute, failures);
        }
        else if (state.ReadOnly)
        {
            state.Value = state.Initial?.DeepClone() ?? state.Field.Empty;
        }
        else
        {
            (state.Value, state.TypedProblem) = FieldValue.Clean(state.Field, state.Typed);
        }

        state.Failures = failures.ToImmutable();
    }

    /// <summary>Finds out visibility and read-only alone.</summary>
    public void EvaluateShape(FieldState state, bool shown, bool locked, ImmutableArray<LocalizedText>.Builder failures)
    {
        var field = state.Field;
        state.Visible = shown && Holds(field, field.Visible, onFailure: true, failures);
        state.ReadOnly = locked || field.Compute is not null || (state.Visible && Holds(field, field.ReadOnly, onFailure: true, failures));
    }

    /// <summary>Finds out what is demanded and what is wrong.</summary>
    public void Check(FieldState state)
    {
        if (!state.Visible)
        {
            (state.Required, state.Problems, state.SourceArgument, state.HasStructuralProblem) = (false, [], null, false);
            return;
        }

        var field = state.Field;
        var failures = ImmutableArray.CreateBuilder<LocalizedText>();
        failures.AddRange(state.Failures);
        state.Required = field.HoldsValue && Holds(field, field.Required, onFailure: false, failures);
        if (field is ContextField context)
        {
            state.Value = Result(field, scripts.Value(context.Value), failures);
        }

        if (field is ChoiceField { Source.Argument: { } argument })
        {
            state.SourceArgument = Text(Result(field, scripts.Value(argument), failures));
        }

        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        if (!state.IsReadOnlyByStep || field.Compute is not null)
        {
            CheckValue(state, problems, failures);
        }

        problems.AddRange(failures.Distinct().Select(message => new FieldProblem(state.Path, "expression", message)));
        state.Problems = problems.ToImmutable();
        state.HasStructuralProblem = state.TypedProblem is { Structural: true };
    }

    /// <summary>The broken rules, with failures told besides.</summary>
    public IEnumerable<FormRule> Broken(FormField? field, ImmutableArray<FormRule> rules, ImmutableArray<LocalizedText>.Builder failures)
    {
        foreach (var rule in rules)
        {
            var applies = rule.When is null || Truth(field, scripts.Test(rule.When), false, failures);
            if (applies && (rule.Assert is null || !Truth(field, scripts.Test(rule.Assert), true, failures)))
            {
                yield return rule;
            }
        }
    }

    private void CheckValue(FieldState state, ImmutableArray<FieldProblem>.Builder problems, ImmutableArray<LocalizedText>.Builder failures)
    {
        var field = state.Field;
        var problem = state.TypedProblem;
        if (problem is null && field.HoldsValue)
        {
            problem = FieldValue.IsPresent(field, state.Value) ? ValueLimits.Check(field, state.Value!, now)
                : state.Required ? new ValueProblem("required", FieldMessages.Required(field), Structural: false)
                : null;
        }

        if (problem is not null)
        {
            problems.Add(new FieldProblem(state.Path, problem.Code, problem.Message));
        }

        if (state.TypedProblem is null && !field.Rules.IsEmpty && FieldValue.IsPresent(field, state.Value))
        {
            scripts.SetValue(state.Value);
            problems.AddRange(Broken(field, field.Rules, failures).Select(rule => new FieldProblem(state.Path, "rule", rule.Message)));
            scripts.SetValue(null);
        }
    }

    private JsonNode? Computed(FormField field, FormExpression compute, ImmutableArray<LocalizedText>.Builder failures)
    {
        var value = Result(field, scripts.Value(compute), failures);
        if (field is NumberField numberField && FieldNumber.Computed(value) is { } number)
        {
            value = JsonValue.Create(numberField.Decimals is { } decimals ? decimal.Round(number, decimals, MidpointRounding.AwayFromZero) : number);
        }

        var (clean, problem) = FieldFit.Fit(field, value);
        if (problem is not null)
        {
            failures.Add(FieldMessages.Expression(field, problem.Message));
        }

        return clean;
    }

    private bool Holds(FormField field, FormCondition condition, bool onFailure, ImmutableArray<LocalizedText>.Builder failures) =>
        condition.Expression is null ? condition.Constant : Truth(field, scripts.Test(condition.Expression), onFailure, failures);

    private static bool Truth(FormField? field, Expressions.ScriptResult<bool> result, bool onFailure, ImmutableArray<LocalizedText>.Builder failures)
    {
        if (result.Error is null)
        {
            return result.Value;
        }

        failures.Add(FieldMessages.Expression(field, result.Error));
        return onFailure;
    }

    private static JsonNode? Result(FormField field, Expressions.ScriptResult<JsonNode?> result, ImmutableArray<LocalizedText>.Builder failures)
    {
        if (result.Error is not null)
        {
            failures.Add(FieldMessages.Expression(field, result.Error));
        }

        return result.Value;
    }

    private static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>() is { Length: > 0 } some ? some : null,
        _ => value.ToJsonString(),
    };
}
