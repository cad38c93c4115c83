using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Workflows.Core.Forms;

/// <summary>
/// Looks at a form as a whole, after each field could be read: keys that appear twice, expressions that name fields the form does not have,
/// computed values that go in a circle. Finds the order of evaluation on the way.
/// </summary>
internal sealed class FormChecker
{
    private const int MaxFields = 300;
    private const int MaxDepth = 5;

    private readonly FaultList _faults;
    private readonly Dictionary<string, FormField> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _parents = new(StringComparer.Ordinal);
    private readonly List<FormField> _inOrder = [];

    private FormChecker(FaultList faults) => _faults = faults;

    /// <summary>Checks, and gives the order of evaluation (of use only when no error was found).</summary>
    public static FormPlan Check(ImmutableArray<FormField> fields, ImmutableArray<FormRule> rules, FaultList faults)
    {
        var checker = new FormChecker(faults);
        checker.Collect(fields, parent: null, depth: 1);
        checker.CheckCount();
        foreach (var field in checker._inOrder)
        {
            checker.CheckNames(field, columns: null);
            if (field is TableField table)
            {
                checker.CheckTable(table);
            }
        }

        checker.CheckFormRules(rules);
        return faults.HasErrors ? FormPlan.Empty : checker.Plan();
    }

    private void Collect(ImmutableArray<FormField> fields, string? parent, int depth)
    {
        foreach (var field in fields)
        {
            _inOrder.Add(field);
            if (!_fields.TryAdd(field.Key, field))
            {
                Duplicate(field);
            }

            _parents[field.Key] = parent;
            if (field is SectionField section)
            {
                if (depth >= MaxDepth)
                {
                    _faults.Error(field.Path, "form.depth", $"分组嵌套不能超过 {MaxDepth} 层", $"Sections nest at most {MaxDepth} deep");
                }
                else
                {
                    Collect(section.Fields, field.Key, depth + 1);
                }
            }
        }
    }

    private void Duplicate(FormField field) =>
        _faults.Error($"{field.Path}.key", "form.duplicate-key", $"字段键“{field.Key}”重复，每个键只能用一次（分组不隔开键）", $"The key \"{field.Key}\" appears twice; sections do not keep keys apart");

    private void CheckCount()
    {
        var count = _inOrder.Count + _inOrder.OfType<TableField>().Sum(table => table.Columns.Length);
        if (count > MaxFields)
        {
            _faults.Error("fields", "form.size", $"字段（含列）不能超过 {MaxFields} 个，现有 {count} 个", $"At most {MaxFields} fields and columns; there are {count}");
        }
    }

    private void CheckTable(TableField table)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            if (!columns.Add(column.Key))
            {
                Duplicate(column);
            }
        }

        foreach (var column in table.Columns)
        {
            CheckNames(column, columns);
            if (column.ReadOnly.IsPossible && !table.FixedRows)
            {
                _faults.Error(
                    $"{column.Path}.readOnly",
                    "form.read-only-column",
                    "只读列需要表格设置 \"fixedRows\": true，否则新增的行无从取值",
                    "A read-only column needs \"fixedRows\": true on its table: an added row would have nothing to keep");
            }
        }
    }

    private void CheckNames(FormField field, HashSet<string>? columns)
    {
        foreach (var (member, expression, decides) in FieldExpressions.Of(field))
        {
            CheckReads($"{field.Path}.{member}", expression);
            if (decides && expression.ReadsEverything)
            {
                _faults.Error(
                    $"{field.Path}.{member}",
                    "form.cycle",
                    "此表达式只能以 data.字段 的方式读取字段，否则会依赖自身",
                    "This expression must read fields as data.key, or it would depend on itself");
            }

            foreach (var name in expression.RowReads.Where(name => columns is not null && !columns.Contains(name)))
            {
                _faults.Error($"{field.Path}.{member}", "form.unknown-field", $"表格没有列“{name}”", $"The table has no column \"{name}\"");
            }
        }
    }

    private void CheckReads(string path, FormExpression expression)
    {
        foreach (var name in expression.Reads)
        {
            if (!_fields.TryGetValue(name, out var read))
            {
                _faults.Error(path, "form.unknown-field", $"表单没有字段“{name}”（任务数据写作 context.{name}）", $"The form has no field \"{name}\" (the task's data is written context.{name})");
            }
            else if (!read.HoldsValue)
            {
                _faults.Error(path, "form.unknown-field", $"“{name}”没有值，不能读取", $"\"{name}\" holds no value and cannot be read");
            }
        }
    }

    private void CheckFormRules(ImmutableArray<FormRule> rules)
    {
        foreach (var (member, expression, _) in FieldExpressions.OfRules(rules))
        {
            CheckReads(member, expression);
        }

        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].Field is { } key && !_fields.ContainsKey(key))
            {
                _faults.Error($"rules[{i}].field", "form.unknown-field", $"表单没有字段“{key}”", $"The form has no field \"{key}\"");
            }
        }
    }

    private FormPlan Plan()
    {
        var steps = _inOrder.ToDictionary(field => field.Key, Step, StringComparer.Ordinal);
        var order = Sort(
            _inOrder.Select(field => field.Key),
            key => steps[key].Parent is { } parent ? steps[key].ValueReads.Append(parent) : steps[key].ValueReads,
            key => _fields[key].Path);
        return _faults.HasErrors ? FormPlan.Empty : new FormPlan([.. order.Select(key => steps[key])]);
    }

    private PlanStep Step(FormField field)
    {
        var table = field as TableField;
        FieldExpression[] expressions = [.. FieldExpressions.Of(field).Concat((table?.Columns ?? []).SelectMany(FieldExpressions.Of))];
        var columns = table is null
            ? []
            : Sort(
                table.Columns.Select(column => column.Key),
                key => FieldExpressions.Of(table.Column(key)!).Where(e => e.DecidesValue).SelectMany(e => e.Expression.RowReads),
                key => table.Column(key)!.Path);
        return new PlanStep(
            field,
            _parents[field.Key],
            expressions.Where(e => e.DecidesValue).SelectMany(e => e.Expression.Reads).ToFrozenSet(StringComparer.Ordinal),
            expressions.Where(e => !e.DecidesValue).SelectMany(e => e.Expression.Reads).ToFrozenSet(StringComparer.Ordinal),
            expressions.Any(e => !e.DecidesValue && e.Expression.ReadsEverything),
            [.. columns.Select(key => Column(table!, table!.Column(key)!))]);
    }

    private static PlanColumn Column(TableField table, FormField column)
    {
        var expressions = FieldExpressions.Of(column).ToLookup(e => e.DecidesValue, e => e.Expression);
        return new PlanColumn(column, table.Columns.IndexOf(column), new CellReads([.. expressions[true]]), new CellReads([.. expressions[false]]));
    }

    // Depth-first, so that a circle is met as a path back to a key that is still open, and can be shown.
    private List<string> Sort(IEnumerable<string> keys, Func<string, IEnumerable<string>> reads, Func<string, string> pathOf)
    {
        var (sorted, done, open) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var key in keys)
        {
            Visit(key);
        }

        return sorted;

        void Visit(string key)
        {
            if (open.IndexOf(key) is var start and >= 0)
            {
                var circle = string.Join(" → ", open[start..].Append(key));
                _faults.Error(pathOf(key), "form.cycle", $"字段互相依赖成环：{circle}", $"These fields depend on each other in a circle: {circle}");
                return;
            }

            if (!done.Add(key))
            {
                return;
            }

            open.Add(key);
            foreach (var read in reads(key).Order(StringComparer.Ordinal))
            {
                Visit(read);
            }

            open.RemoveAt(open.Count - 1);
            sorted.Add(key);
        }
    }
}
