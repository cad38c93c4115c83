using Acornima.Ast;
using Workflows.Core.Definitions;

namespace Workflows.Core.Expressions;

/// <summary>Which variables a script looks at, and which members of them, as far as its text tells.</summary>
internal static class ScriptReads
{
    /// <summary>The variables that are read (<c>IssuedTo</c>), or the one member of them that is (<c>Analysis.station</c>), each once.</summary>
    /// <param name="script">The script; nothing is read by one that does not parse.</param>
    /// <param name="variables">Names of the variables that there are.</param>
    public static IEnumerable<string> Of(PreparedScript script, IReadOnlyCollection<string> variables) =>
        script.Error is null && script.Script.Program is { } program ? Within(program, variables).Distinct(StringComparer.Ordinal) : [];

    private static IEnumerable<string> Within(Node node, IReadOnlyCollection<string> variables)
    {
        if (node is MemberExpression member && Variable(member.Object, variables) is { } holder && Name(member) is { } name)
        {
            return [$"{holder}.{name}"];
        }

        return Variable(node, variables) is { } variable ? [variable] : node.ChildNodes.Where(c => c is not null).SelectMany(c => Within(c, variables));
    }

    /// <summary>The variable that an expression stands for: <c>variables.X</c>, <c>variables.X || {}</c>, <c>getVariable("X")</c>, <c>getX()</c>.</summary>
    private static string? Variable(Node node, IReadOnlyCollection<string> variables) => node switch
    {
        ChainExpression chain => Variable(chain.Expression, variables),
        LogicalExpression { Operator: Acornima.Operator.LogicalOr or Acornima.Operator.NullishCoalescing, Right: ObjectExpression } either => Variable(either.Left, variables),
        MemberExpression { Object: Identifier { Name: "variables" } } member => Known(Name(member), variables),
        CallExpression { Callee: Identifier { Name: "getVariable" }, Arguments: [StringLiteral asked] } => Known(asked.Value, variables),
        CallExpression { Callee: Identifier { Name: var getter }, Arguments.Count: 0 } when getter.StartsWith("get", StringComparison.Ordinal) =>
            variables.FirstOrDefault(v => v == getter[3..] || PascalName.Of(v) == getter[3..]),
        _ => null,
    };

    private static string? Known(string? name, IReadOnlyCollection<string> variables) => name is not null && variables.Contains(name) ? name : null;

    private static string? Name(MemberExpression member) => member.Property switch
    {
        Identifier { Name: var name } when !member.Computed => name,
        StringLiteral { Value: var text } when member.Computed => text,
        _ => null,
    };
}
