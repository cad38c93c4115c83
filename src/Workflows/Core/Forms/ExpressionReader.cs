using System.Collections.Frozen;
using System.Collections.Immutable;
using Acornima;
using Acornima.Ast;
using Workflows.Core.Expressions;
using Expression = Acornima.Ast.Expression;

namespace Workflows.Core.Forms;

/// <summary>Parses an expression, finds what it reads, and refuses what an expression must not do.</summary>
internal static class ExpressionReader
{
    private const int MaxLength = 4000;

    private static readonly FrozenSet<string> s_globals = new[]
    {
        "isEmpty", "sum", "round", "daysBetween", "today", "now", "context",
        "Math", "Number", "String", "Boolean", "Array", "Object", "Date", "JSON", "Set", "Map", "RegExp",
        "parseInt", "parseFloat", "isNaN", "isFinite", "undefined", "NaN", "Infinity",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_reserved = s_globals.Concat(["data", "row", "rowIndex", "value"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads one expression.</summary>
    /// <param name="source">As written.</param>
    /// <param name="scope">Which of the names <c>data</c>, <c>row</c>, <c>value</c> exist here.</param>
    /// <returns>The expression, or the sentence that says what is wrong.</returns>
    public static (FormExpression? Expression, LocalizedText? Error) Read(string source, ExpressionScope scope)
    {
        if (source.Length > MaxLength)
        {
            return (null, new($"表达式不能超过 {MaxLength} 个字符", $"An expression has at most {MaxLength} characters"));
        }

        Expression tree;
        try
        {
            tree = new Parser().ParseExpression(source, strict: true);
        }
        catch (ParseErrorException exception)
        {
            return (null, new($"表达式有语法错误：{exception.Message}", $"The expression has a syntax error: {exception.Message}"));
        }

        var walk = new Walk();
        walk.Visit(tree);
        if (walk.Judge(scope) is { } error)
        {
            return (null, error);
        }

        // The line break ends a comment at the end of the expression.
        var prepared = ScriptSandbox.Prepare($"({source}\n)", out var message);
        if (prepared is null)
        {
            return (null, new($"表达式有语法错误：{message}", $"The expression has a syntax error: {message}"));
        }

        return (new FormExpression(prepared.Value)
        {
            Source = source,
            Reads = [.. walk.Reads.Order(StringComparer.Ordinal)],
            ReadsEverything = walk.ReadsEverything,
            RowReads = [.. walk.RowReads.Order(StringComparer.Ordinal)],
            ReadsWholeRow = walk.ReadsWholeRow,
        }, null);
    }

    private sealed class Walk : AstVisitor
    {
        private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
        private readonly HashSet<string> _used = new(StringComparer.Ordinal);
        private readonly List<Node> _changed = [];
        private LocalizedText? _forbidden;

        public HashSet<string> Reads { get; } = new(StringComparer.Ordinal);

        public HashSet<string> RowReads { get; } = new(StringComparer.Ordinal);

        public bool ReadsEverything { get; private set; }

        public bool ReadsWholeRow { get; private set; }

        /// <summary>What is wrong with the whole expression, once it has been walked; <see langword="null"/> = nothing.</summary>
        public LocalizedText? Judge(ExpressionScope scope)
        {
            if (_forbidden is not null)
            {
                return _forbidden;
            }

            if (_declared.FirstOrDefault(s_reserved.Contains) is { } taken)
            {
                return new($"名称“{taken}”已有含义，请换一个局部名称", $"The name \"{taken}\" has a meaning here: choose another local name");
            }

            var free = _used.Where(name => !_declared.Contains(name) && !s_globals.Contains(name) && !scope.Has(name)).Order(StringComparer.Ordinal).FirstOrDefault();
            if (free is not null)
            {
                return new($"表达式中的名称“{free}”不存在；字段写作 data.{free}", $"The expression names \"{free}\", which does not exist; a field is written data.{free}");
            }

            return _changed.Any(target => Root(target) is not { } root || !_declared.Contains(root))
                ? new("表达式不能修改任何数据，只能给自己的局部名称赋值", "An expression changes nothing but its own local names")
                : null;
        }

        protected override object? VisitIdentifier(Identifier node)
        {
            _used.Add(node.Name);
            if (node.Name == "data")
            {
                ReadsEverything = true;
            }
            else if (node.Name is "row" or "rowIndex")
            {
                ReadsWholeRow = true;
            }

            return node;
        }

        protected override object? VisitMemberExpression(MemberExpression node)
        {
            var name = node switch
            {
                { Computed: false, Property: Identifier property } => property.Name,
                { Computed: true, Property: StringLiteral literal } => literal.Value,
                _ => null,
            };
            if (name is "constructor" or "prototype" or "__proto__" or "__defineGetter__" or "__defineSetter__")
            {
                _forbidden ??= new($"表达式不能使用“{name}”", $"An expression must not use \"{name}\"");
            }

            if (name is not null && node.Object is Identifier { Name: "data" or "row" } root)
            {
                _used.Add(root.Name);
                (root.Name == "data" ? Reads : RowReads).Add(name);
                return node;
            }

            Visit(node.Object);
            if (node.Computed)
            {
                Visit(node.Property);
            }

            return node;
        }

        protected override object? VisitAssignmentProperty(AssignmentProperty node) => VisitKeyed(node.Computed, node.Key, node.Value, node);

        protected override object? VisitObjectProperty(ObjectProperty node) => VisitKeyed(node.Computed, node.Key, node.Value, node);

        protected override object? VisitAssignmentExpression(AssignmentExpression node)
        {
            _changed.Add(node.Left);
            return base.VisitAssignmentExpression(node);
        }

        protected override object? VisitUnaryExpression(UnaryExpression node)
        {
            if (node is UpdateExpression || node.Operator == Operator.Delete)
            {
                _changed.Add(node.Argument);
            }

            return base.VisitUnaryExpression(node);
        }

        protected override object? VisitThisExpression(ThisExpression node) => Forbid("this", node);

        protected override object? VisitImportExpression(ImportExpression node) => Forbid("import", node);

        protected override object? VisitAwaitExpression(AwaitExpression node) => Forbid("await", node);

        protected override object? VisitClassExpression(ClassExpression node) => Forbid("class", node);

        protected override object? VisitClassDeclaration(ClassDeclaration node) => Forbid("class", node);

        protected override object? VisitArrowFunctionExpression(ArrowFunctionExpression node)
        {
            Declare(node.Params);
            return base.VisitArrowFunctionExpression(node);
        }

        protected override object? VisitFunctionExpression(FunctionExpression node)
        {
            Declare(node.Params);
            Declare(node.Id);
            return base.VisitFunctionExpression(node);
        }

        protected override object? VisitFunctionDeclaration(FunctionDeclaration node)
        {
            Declare(node.Params);
            Declare(node.Id);
            return base.VisitFunctionDeclaration(node);
        }

        protected override object? VisitVariableDeclarator(VariableDeclarator node)
        {
            Declare(node.Id);
            return base.VisitVariableDeclarator(node);
        }

        protected override object? VisitCatchClause(CatchClause node)
        {
            Declare(node.Param);
            return base.VisitCatchClause(node);
        }

        private Node VisitKeyed(bool computed, Node key, Node value, Node node)
        {
            if (computed)
            {
                Visit(key);
            }

            Visit(value);
            return node;
        }

        private Node Forbid(string word, Node node)
        {
            _forbidden ??= new($"表达式不能使用“{word}”", $"An expression must not use \"{word}\"");
            return node;
        }

        private void Declare(in NodeList<Node> patterns)
        {
            foreach (var pattern in patterns)
            {
                Declare(pattern);
            }
        }

        private void Declare(Node? pattern)
        {
            switch (pattern)
            {
                case Identifier name:
                    _declared.Add(name.Name);
                    break;
                case RestElement rest:
                    Declare(rest.Argument);
                    break;
                case AssignmentPattern assignment:
                    Declare(assignment.Left);
                    break;
                case ArrayPattern array:
                    foreach (var element in array.Elements)
                    {
                        Declare(element);
                    }

                    break;
                case ObjectPattern obj:
                    foreach (var property in obj.Properties)
                    {
                        Declare(property is AssignmentProperty keyed ? keyed.Value : property);
                    }

                    break;
                default:
                    break;
            }
        }

        private static string? Root(Node target) => target switch
        {
            Identifier name => name.Name,
            MemberExpression member => Root(member.Object),
            ChainExpression chain => Root(chain.Expression),
            _ => null,
        };
    }
}

/// <summary>Which names besides the common ones an expression may use.</summary>
/// <param name="Data">Whether <c>data</c> exists: not where a field's start is computed.</param>
/// <param name="Row">Whether <c>row</c> and <c>rowIndex</c> exist: in a column.</param>
/// <param name="Value">Whether <c>value</c> exists: in the rules of a field.</param>
internal readonly record struct ExpressionScope(bool Data, bool Row, bool Value)
{
    /// <summary>Whether this name exists here.</summary>
    public bool Has(string name) => name switch
    {
        "data" => Data,
        "row" or "rowIndex" => Row,
        "value" => Value,
        _ => false,
    };
}
