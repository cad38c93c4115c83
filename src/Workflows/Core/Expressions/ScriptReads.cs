using Acornima.Ast;
using Workflows.Core.Definitions;

namespace Workflows.Core.Expressions;

/// <summary>Which variables a script looks at and writes, as far as its text tells.</summary>
internal static class ScriptReads
{
    /// <summary>Functions that change what they are called on, or are given.</summary>
    private static readonly string[] Changing = ["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin", "assign", "defineProperty", "defineProperties", "set", "delete", "clear", "add"];

    /// <summary>The variables that are read (<c>IssuedTo</c>), or the one member of them that is (<c>Analysis.station</c>), each once.</summary>
    /// <param name="script">The script; nothing is read by one that does not parse.</param>
    /// <param name="variables">Names of the variables that there are.</param>
    public static IEnumerable<string> Of(PreparedScript script, IReadOnlyCollection<string> variables) =>
        script.Error is null && script.Script.Program is { } program ? Within(program, variables).Distinct(StringComparer.Ordinal) : [];

    /// <summary>The variables that a script may write: when it assigns or changes anything at all, all that it mentions; <see langword="null"/> = any.</summary>
    /// <param name="script">The script; one that does not parse writes nothing.</param>
    /// <param name="variables">Names of the variables that there are.</param>
    public static IReadOnlyCollection<string>? Writes(PreparedScript script, IReadOnlySet<string> variables)
    {
        if (script.Error is not null || script.Script.Program is not { } program || !Changes(program))
        {
            return [];
        }

        return script.Names.Contains("setVariable") ? null : [.. Mentioned(script, variables)];
    }

    /// <summary>Whether every variable that a script reads is one of these, by a name that its text tells.</summary>
    public static bool ReadsOnly(PreparedScript script, IReadOnlySet<string> variables) => !Strays(script.Script.Program!, variables);

    /// <summary>The variables whose names a script uses, for whatever.</summary>
    public static IEnumerable<string> Mentioned(PreparedScript script, IReadOnlySet<string> variables) =>
        variables.Where(v => script.Names.Contains(v) || script.Names.Contains($"get{PascalName.Of(v)}") || script.Names.Contains($"set{PascalName.Of(v)}") || script.Names.Contains($"get{v}") || script.Names.Contains($"set{v}"));

    private static bool Strays(Node node, IReadOnlySet<string> variables) => node switch
    {
        MemberExpression { Object: Identifier { Name: "variables" } } member => Name(member) is not { } name || !variables.Contains(name),
        Identifier { Name: "variables" } => true,
        CallExpression { Callee: Identifier { Name: var getter } } when getter.StartsWith("get", StringComparison.Ordinal) && getter != "getInput" => !variables.Any(v => v == getter[3..] || PascalName.Of(v) == getter[3..]),
        _ => node.ChildNodes.Any(c => c is not null && Strays(c, variables)),
    };

    private static bool Changes(Node node) => node switch
    {
        AssignmentExpression or UpdateExpression or UnaryExpression { Operator: Acornima.Operator.Delete } => true,
        CallExpression { Callee: Identifier { Name: var name } } when name.StartsWith("set", StringComparison.Ordinal) => true,
        CallExpression { Callee: MemberExpression { Property: Identifier { Name: var name } } } when Changing.Contains(name) => true,
        _ => node.ChildNodes.Any(c => c is not null && Changes(c)),
    };

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
