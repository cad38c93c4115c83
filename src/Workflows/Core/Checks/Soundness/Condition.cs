using System.Collections.Immutable;
using System.Text;
using Acornima;
using Acornima.Ast;
using Workflows.Core.Expressions;
using Expression = Workflows.Core.Expressions.Expression;

namespace Workflows.Core.Checks.Soundness;

/// <summary>What a condition asks of the data, as far as its text tells.</summary>
/// <param name="Key">The same for conditions that come out alike, apart from <paramref name="IsNegated"/>.</param>
/// <param name="IsNegated">Whether it holds when what the key says does not.</param>
/// <param name="Reads">The variables that it looks at; <see cref="Anything"/> for what is not known.</param>
/// <param name="IsSteady">Whether it comes out alike as long as none of these variables is written.</param>
internal sealed record Condition(string Key, bool IsNegated, ImmutableHashSet<string> Reads, bool IsSteady)
{
    /// <summary>Stands among <see cref="Reads"/> for whatever else a condition may look at.</summary>
    public const string Anything = "*";

    /// <summary>What comes out otherwise from one asking to the next, or is not written by any step that could be known.</summary>
    private static readonly string[] Unsteady =
    [
        "now", "Date", "number", "org", "getVariable", "getOutputFrom", "getLastResult", "getCorrelationId", "getWorkflowInstanceName",
        "newGuid", "newGuidString", "getGuidString", "newShortGuid", "getShortGuid",
    ];

    /// <summary>The one thing that is compared with a fixed value: it has no two of them at once. <see langword="null"/> for other conditions.</summary>
    public string? Subject { get; private init; }

    /// <summary>The key of the comparison that cannot hold together with this one; both fail when there is no value.</summary>
    public string? Opposite { get; private init; }

    /// <summary>Looks at a condition.</summary>
    /// <param name="expression">The condition; not a plain value.</param>
    /// <param name="variables">Names of the variables, each of which is declared once.</param>
    public static Condition Of(Expression expression, IReadOnlySet<string> variables) => expression.Kind switch
    {
        ExpressionKind.Variable when expression.Reference is { } name && variables.Contains(name) => new($"variables.{name}", false, [name], IsSteady: true),
        ExpressionKind.Input => new($"input.{expression.Reference}", false, [], IsSteady: true),
        ExpressionKind.JavaScript when expression.Script.Error is null => OfScript(expression, variables),
        _ => new(expression.Text, false, [Anything], IsSteady: false),
    };

    /// <summary>Whether what is known of the one tells something of the other.</summary>
    public bool IsRelatedTo(Condition other) => IsSteady && other.IsSteady && (Key == other.Key || (Subject is not null && Subject == other.Subject) || Opposite == other.Key || Key == other.Opposite);

    private static Condition OfScript(Expression expression, IReadOnlySet<string> variables)
    {
        var names = expression.Script.Names;
        var isSteady = !names.Any(n => Unsteady.Contains(n) || n.StartsWith("set", StringComparison.Ordinal) || (n.StartsWith("get", StringComparison.Ordinal) && n.Contains("From", StringComparison.Ordinal)))
            && ScriptReads.ReadsOnly(expression.Script, variables)
            && ScriptReads.Writes(expression.Script, variables) is { Count: 0 };
        ImmutableHashSet<string> reads = [.. ScriptReads.Mentioned(expression.Script, variables), .. isSteady ? Array.Empty<string>() : [Anything]];
        string Text(Node node) => Squeezed(expression.Text[node.Range.Start..node.Range.End]);
        var (asked, isNegated) = Asked(expression.Script);
        return asked switch
        {
            null => new(Squeezed(expression.Text), false, reads, isSteady),
            BinaryExpression { Operator: Operator.StrictEquality or Operator.Equality or Operator.StrictInequality or Operator.Inequality, Right: Literal } same => new(
                $"{Text(same.Left)}{(IsLoose(same) ? "==" : "===")}{Text(same.Right)}", isNegated != (same.Operator is Operator.StrictInequality or Operator.Inequality), reads, isSteady)
            {
                Subject = IsLoose(same) ? null : Text(same.Left),
            },
            BinaryExpression { Operator: Operator.LessThan or Operator.LessThanOrEqual or Operator.GreaterThan or Operator.GreaterThanOrEqual } compared => new(Text(compared), isNegated, reads, isSteady)
            {
                Opposite = $"{Text(compared.Left)}{Turned(compared.Operator)}{Text(compared.Right)}",
            },
            _ => new(Text(asked), isNegated, reads, isSteady),
        };
    }

    /// <summary>The expression that a script is, without the negations before it; <see langword="null"/> for a longer script.</summary>
    private static (Acornima.Ast.Expression? Asked, bool IsNegated) Asked(PreparedScript script)
    {
        var asked = script.Script.Program is { Body: [ExpressionStatement { Expression: var only }] } ? only : null;
        var isNegated = false;
        while (asked is UnaryExpression { Operator: Operator.LogicalNot, Argument: var inner })
        {
            (asked, isNegated) = (inner, !isNegated);
        }

        return (asked, isNegated);
    }

    /// <summary><c>==</c> takes several values for the same, so that two of them may hold at once.</summary>
    private static bool IsLoose(BinaryExpression same) => same.Operator is Operator.Equality or Operator.Inequality;

    private static string Turned(Operator compared) => compared switch
    {
        Operator.LessThan => ">=",
        Operator.LessThanOrEqual => ">",
        Operator.GreaterThan => "<=",
        _ => "<",
    };

    /// <summary>The text without blanks, apart from those within quotes.</summary>
    private static string Squeezed(string text)
    {
        var squeezed = new StringBuilder();
        var quote = '\0';
        foreach (var c in text)
        {
            if (quote == '\0' ? c is '"' or '\'' or '`' : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }

            if (quote != '\0' || !char.IsWhiteSpace(c))
            {
                squeezed.Append(c);
            }
        }

        return squeezed.ToString();
    }
}
