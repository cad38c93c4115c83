using System.Collections.Immutable;
using System.Globalization;
using Acornima;
using Acornima.Ast;

namespace Designer.Editing.Properties;

/// <summary>Finds the comparisons in an expression of a form or of a flow: those that <see cref="Condition.ToScript"/> writes, and the plain ways in which people write the same.</summary>
internal sealed class ConditionReader(IReadOnlyList<ConditionField> fields)
{
    private static readonly string[] Roots = ["data", "row", "context"];

    public static Condition? Read(string script, IReadOnlyList<ConditionField> fields)
    {
        try
        {
            return Read(new Parser().ParseExpression(script, strict: true), fields);
        }
        catch (ParseErrorException)
        {
            return null; // The person is shown the text as it is, and the reader's fault beside it.
        }
    }

    public static Condition? Read(Node tree, IReadOnlyList<ConditionField> fields) =>
        tree is BooleanLiteral { Value: true } ? Condition.Empty : new ConditionReader(fields).Group(tree);

    private Condition? Group(Node tree)
    {
        var isAny = tree is LogicalExpression { Operator: Operator.LogicalOr };
        var (clauses, groups) = (ImmutableArray.CreateBuilder<ConditionClause>(), ImmutableArray.CreateBuilder<Condition>());
        foreach (var part in Parts(tree, isAny ? Operator.LogicalOr : Operator.LogicalAnd))
        {
            if (part is LogicalExpression { Operator: Operator.LogicalOr or Operator.LogicalAnd })
            {
                if (Group(part) is not { } inner)
                {
                    return null;
                }

                groups.Add(inner);
            }
            else if (Clause(part) is { } clause)
            {
                clauses.Add(clause);
            }
            else
            {
                return null;
            }
        }

        return new Condition(!isAny, clauses.ToImmutable(), groups.ToImmutable());
    }

    private static IEnumerable<Node> Parts(Node tree, Operator @operator) =>
        tree is LogicalExpression logical && logical.Operator == @operator ? Parts(logical.Left, @operator).Concat(Parts(logical.Right, @operator)) : [tree];

    private ConditionClause? Clause(Node node) => node switch
    {
        BinaryExpression binary => Nothing(binary) ?? Comparison(binary),
        NonUpdateUnaryExpression { Operator: Operator.LogicalNot, Argument: CallExpression call } => Emptiness(call, ConditionOperator.IsFilled),
        NonUpdateUnaryExpression { Operator: Operator.LogicalNot, Argument: var argument } => Bare(argument, "false"),
        CallExpression call => Emptiness(call, ConditionOperator.IsEmpty) ?? Contains(call),
        _ => Bare(node, "true"),
    };

    /// <summary>How flows ask whether there is an answer: <c>x == null</c>, <c>(x ?? '').length === 0</c>.</summary>
    private ConditionClause? Nothing(BinaryExpression node)
    {
        var (asked, @operator) = node switch
        {
            { Operator: Operator.Equality, Right: NullLiteral } => (node.Left, ConditionOperator.IsEmpty),
            { Operator: Operator.Inequality, Right: NullLiteral } => (node.Left, ConditionOperator.IsFilled),
            { Operator: Operator.StrictEquality, Right: NumericLiteral { Value: 0 } } => (Measured(node.Left), ConditionOperator.IsEmpty),
            { Operator: Operator.GreaterThan, Right: NumericLiteral { Value: 0 } } => (Measured(node.Left), ConditionOperator.IsFilled),
            _ => (null, default),
        };
        return asked is null || Place(asked) is not { } place || Field(place, ConditionFieldKind.Other) is not { } field ? null
            : new ConditionClause(field.Key, place, field.Kind, @operator, "") is var clause && ConditionClause.OperatorsOf(field.Kind).Contains(@operator) ? clause : null;
    }

    private static Expression? Measured(Node node) =>
        node is MemberExpression { Computed: false, Property: Identifier { Name: "length" }, Object: LogicalExpression { Operator: Operator.NullishCoalescing, Left: var asked, Right: StringLiteral { Value: "" } } } ? asked : null;

    private ConditionClause? Comparison(BinaryExpression node)
    {
        ConditionOperator? @operator = node.Operator switch
        {
            Operator.StrictEquality => ConditionOperator.Is,
            Operator.StrictInequality => ConditionOperator.IsNot,
            Operator.GreaterThan => ConditionOperator.Above,
            Operator.GreaterThanOrEqual => ConditionOperator.AtLeast,
            Operator.LessThan => ConditionOperator.Below,
            Operator.LessThanOrEqual => ConditionOperator.AtMost,
            _ => null,
        };
        if (@operator is not { } known || Place(node.Left) is not { } place)
        {
            return null;
        }

        var (value, kind) = node.Right switch
        {
            StringLiteral text => (text.Value, ConditionFieldKind.Text),
            BooleanLiteral truth => (truth.Value ? "true" : "false", ConditionFieldKind.YesNo),
            NumericLiteral number => (number.Value.ToString("R", CultureInfo.InvariantCulture), ConditionFieldKind.Number),
            NonUpdateUnaryExpression { Operator: Operator.UnaryNegation, Argument: NumericLiteral number } => ((-number.Value).ToString("R", CultureInfo.InvariantCulture), ConditionFieldKind.Number),
            Identifier { Name: ConditionClause.Today } => (ConditionClause.Today, ConditionFieldKind.Date),
            _ => (null, default),
        };
        var other = value is null ? Place(node.Right) : null;
        if (value is null && other is null)
        {
            return null;
        }

        var field = Field(place, other is null ? kind : Known(place)?.Kind ?? ConditionFieldKind.Text);
        return Fits(field.Kind, known, kind, other) ? new ConditionClause(field.Key, place, field.Kind, known, value ?? "", other) : null;
    }

    /// <summary>Whether the comparison, written anew for this kind of field, says the same.</summary>
    private static bool Fits(ConditionFieldKind field, ConditionOperator @operator, ConditionFieldKind value, string? other) =>
        ConditionClause.OperatorsOf(field).Contains(@operator) && (other is not null || value == field || (value == ConditionFieldKind.Text && field is ConditionFieldKind.Choice or ConditionFieldKind.Date));

    private ConditionClause? Emptiness(CallExpression call, ConditionOperator @operator) =>
        call is { Callee: Identifier { Name: "isEmpty" }, Arguments: [var argument] } && Place(argument) is { } place
            ? Field(place, ConditionFieldKind.Other) is var field ? new ConditionClause(field.Key, place, field.Kind, @operator, "") : null
            : null;

    private ConditionClause? Contains(CallExpression call) =>
        call is { Callee: MemberExpression { Computed: false, Property: Identifier { Name: "includes" }, Object: var list }, Arguments: [StringLiteral text] }
        && Place(list is LogicalExpression { Operator: Operator.LogicalOr, Right: ArrayExpression { Elements.Count: 0 }, Left: var inner } ? inner : list) is { } place
        && Field(place, ConditionFieldKind.List) is { Kind: ConditionFieldKind.List or ConditionFieldKind.Text } field
            ? new ConditionClause(field.Key, place, field.Kind, ConditionOperator.Contains, text.Value)
            : null;

    /// <summary><c>data.ticked</c> alone: of a box it means that it is ticked; of any other field it would mean something else when written as a comparison.</summary>
    private ConditionClause? Bare(Node node, string value) =>
        Place(node) is { } place && Known(place) is { Kind: ConditionFieldKind.YesNo, IsNeverEmpty: true } field ? new ConditionClause(field.Key, place, field.Kind, ConditionOperator.Is, value) : null;

    private static string? Place(Node node) => node switch
    {
        Identifier { Name: "value" } => "value",
        MemberExpression { Computed: false, Property: Identifier member, Object: LogicalExpression { Operator: Operator.LogicalOr, Left: var kept, Right: ObjectExpression { Properties.Count: 0 } } } => Kept(kept) is { } root ? $"({root} || {{}}).{member.Name}" : null,
        MemberExpression { Computed: false, Property: Identifier member, Object: MemberExpression kept } when Kept(kept) is { } root => $"({root} || {{}}).{member.Name}",
        MemberExpression { Computed: false, Object: Identifier root, Property: Identifier member } when Roots.Contains(root.Name) => $"{root.Name}.{member.Name}",
        MemberExpression { Computed: false, Object: MemberExpression inner, Property: Identifier member } when Place(inner) is { } place && place.StartsWith("context.", StringComparison.Ordinal) => $"{place}.{member.Name}",
        _ => Kept(node),
    };

    /// <summary>What a flow keeps: <c>variables.Findings</c>, <c>input.suspicion</c>.</summary>
    private static string? Kept(Node node) =>
        node is MemberExpression { Computed: false, Object: Identifier { Name: "variables" or "input" } root, Property: Identifier member } ? $"{root.Name}.{member.Name}" : null;

    private ConditionField? Known(string place) => fields.FirstOrDefault(f => f.Script == place);

    private ConditionField Field(string place, ConditionFieldKind kind) => Known(place) ?? new ConditionField(place, Workflows.Core.LocalizedText.Same(place), kind, [], place);
}
