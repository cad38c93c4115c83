using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Acornima;
using Acornima.Ast;

namespace Designer.Editing.Properties;

/// <summary>A due time that depends: the span of the first case that holds, else another.</summary>
/// <param name="Cases">The cases in the order in which they are asked; at least one.</param>
/// <param name="Otherwise">The span when none holds, such as <c>5wd</c>.</param>
public sealed partial record DueChoice(ImmutableArray<DueCase> Cases, string Otherwise)
{
    /// <summary>Reads an expression; <see langword="null"/> when it says something else than a choice of spans.</summary>
    /// <param name="script">The expression.</param>
    /// <param name="fields">What its conditions may ask about.</param>
    public static DueChoice? Read(string script, IReadOnlyList<ConditionField> fields)
    {
        ArgumentNullException.ThrowIfNull(script);
        try
        {
            Node rest = new Parser().ParseExpression(script.Trim().TrimEnd(';'), strict: true);
            var cases = ImmutableArray.CreateBuilder<DueCase>();
            while (rest is ConditionalExpression choice)
            {
                if (Span(choice.Consequent) is not { } span || ConditionReader.Read(choice.Test, fields) is not { } when)
                {
                    return null;
                }

                cases.Add(new DueCase(when, span));
                rest = choice.Alternate;
            }

            return cases.Count > 0 && Span(rest) is { } otherwise ? new DueChoice(cases.ToImmutable(), otherwise) : null;
        }
        catch (ParseErrorException)
        {
            return null; // The person is shown the text as it is.
        }
    }

    /// <summary>The expression.</summary>
    public string ToScript() => $"{string.Concat(Cases.Select(c => $"({c.When.ToScript()}) ? '{c.Then}' : "))}'{Otherwise}'";

    private static string? Span(Node node) => node is StringLiteral text && Written().IsMatch(text.Value) ? text.Value : null;

    [GeneratedRegex("^[0-9A-Za-z]+$")]
    private static partial Regex Written();
}

/// <summary>A case of a due time that depends.</summary>
/// <param name="When">The condition.</param>
/// <param name="Then">The span when it holds, such as <c>3wd</c>.</param>
public sealed record DueCase(Condition When, string Then);
