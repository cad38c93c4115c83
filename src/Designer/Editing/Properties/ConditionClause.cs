using System.Globalization;

namespace Designer.Editing.Properties;

/// <summary>A comparison: a field, an operator, a value.</summary>
/// <param name="Field">The field's key.</param>
/// <param name="Script">How an expression reads the field.</param>
/// <param name="Kind">What kind of field it is.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what; empty where the operator needs nothing.</param>
/// <param name="OtherScript">How an expression reads the field that it is compared with; <see langword="null"/> = with <paramref name="Value"/>.</param>
public sealed record ConditionClause(string Field, string Script, ConditionFieldKind Kind, ConditionOperator Operator, string Value, string? OtherScript = null)
{
    /// <summary>The value of a date that means the day of asking.</summary>
    public const string Today = "today";

    /// <summary>Whether it is compared with something.</summary>
    public bool HasValue => Operator is not (ConditionOperator.IsEmpty or ConditionOperator.IsFilled);

    // Forms have a word for it; the scripts of flows have not.
    private bool KnowsIsEmpty => !Script.Contains("variables.", StringComparison.Ordinal) && !Script.Contains("input.", StringComparison.Ordinal);

    private string Literal => (OtherScript, Kind) switch
    {
        ({ } other, _) => other,
        (_, ConditionFieldKind.Number) => decimal.TryParse(Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : "0",
        (_, ConditionFieldKind.YesNo) => Value == "true" ? "true" : "false",
        (_, ConditionFieldKind.Date) when Value == Today && KnowsIsEmpty => Today,
        _ => Condition.Quoted(Value),
    };

    /// <summary>A comparison to begin with.</summary>
    public static ConditionClause New(ConditionField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var value = field.Kind switch
        {
            ConditionFieldKind.YesNo => "true",
            ConditionFieldKind.Number => "0",
            _ => field.Options.FirstOrDefault()?.Value ?? "",
        };
        return new ConditionClause(field.Key, field.Script, field.Kind, OperatorsOf(field.Kind)[0], value);
    }

    /// <summary>The operators that make sense for a kind of field.</summary>
    public static IReadOnlyList<ConditionOperator> OperatorsOf(ConditionFieldKind kind) => kind switch
    {
        ConditionFieldKind.Number or ConditionFieldKind.Date =>
            [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.Above, ConditionOperator.AtLeast, ConditionOperator.Below, ConditionOperator.AtMost, ConditionOperator.IsEmpty, ConditionOperator.IsFilled],
        ConditionFieldKind.YesNo => [ConditionOperator.Is, ConditionOperator.IsEmpty, ConditionOperator.IsFilled],
        ConditionFieldKind.List => [ConditionOperator.Contains, ConditionOperator.IsEmpty, ConditionOperator.IsFilled],
        ConditionFieldKind.Choice => [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.IsEmpty, ConditionOperator.IsFilled],
        ConditionFieldKind.Other => [ConditionOperator.IsFilled, ConditionOperator.IsEmpty],
        _ => [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.Contains, ConditionOperator.IsEmpty, ConditionOperator.IsFilled],
    };

    internal string ToScript() => Operator switch
    {
        ConditionOperator.Is => $"{Script} === {Literal}",
        ConditionOperator.IsNot => $"{Script} !== {Literal}",
        ConditionOperator.Above => $"{Script} > {Literal}",
        ConditionOperator.AtLeast => $"{Script} >= {Literal}",
        ConditionOperator.Below => $"{Script} < {Literal}",
        ConditionOperator.AtMost => $"{Script} <= {Literal}",
        ConditionOperator.Contains => $"({Script} || []).includes({Literal})",
        ConditionOperator.IsEmpty when KnowsIsEmpty => $"isEmpty({Script})",
        ConditionOperator.IsFilled when KnowsIsEmpty => $"!isEmpty({Script})",
        ConditionOperator.IsEmpty when Kind is ConditionFieldKind.Number or ConditionFieldKind.YesNo => $"{Script} == null",
        ConditionOperator.IsFilled when Kind is ConditionFieldKind.Number or ConditionFieldKind.YesNo => $"{Script} != null",
        ConditionOperator.IsEmpty => $"({Script} ?? '').length === 0",
        _ => $"({Script} ?? '').length > 0",
    };
}

/// <summary>How a field is compared.</summary>
public enum ConditionOperator
{
    /// <summary>The same.</summary>
    Is,

    /// <summary>Not the same.</summary>
    IsNot,

    /// <summary>More, later.</summary>
    Above,

    /// <summary>As much or more.</summary>
    AtLeast,

    /// <summary>Less, earlier.</summary>
    Below,

    /// <summary>As much or less.</summary>
    AtMost,

    /// <summary>Holds a text, or an option.</summary>
    Contains,

    /// <summary>Has no answer.</summary>
    IsEmpty,

    /// <summary>Has an answer.</summary>
    IsFilled,
}
