using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>
/// A form being filled in: what each field is at the moment, and what is wrong with it. A change evaluates only what reads it; page and
/// judge use this same class, so they cannot disagree. Belongs to one thread.
/// </summary>
public sealed class FormState
{
    private readonly Dictionary<string, FieldState> _fields;
    private readonly (bool IsBroken, ImmutableArray<LocalizedText> Failures)[] _rules;
    private FormScripts _scripts;
    private FieldEvaluator _evaluator;
    private TableEvaluator _tables;
    private ColumnDefaults _defaults;

    private FormState(FormDefinition form, FormStep step)
    {
        (Form, Step) = (form, step);
        _scripts = new FormScripts(step);
        _evaluator = new FieldEvaluator(_scripts, step.Now);
        _tables = new TableEvaluator(_scripts, _evaluator);
        _defaults = new ColumnDefaults(_scripts);
        _fields = new Dictionary<string, FieldState>(StringComparer.Ordinal);
        _rules = new (bool, ImmutableArray<LocalizedText>)[form.Rules.Length];
    }

    /// <summary>The form.</summary>
    public FormDefinition Form { get; }

    /// <summary>The circumstances it is filled in under.</summary>
    public FormStep Step { get; private set; }

    /// <summary>Everything that is wrong, in the order of the form; rules over several fields last.</summary>
    public ImmutableArray<FieldProblem> Problems { get; private set; } = [];

    /// <summary>The part of <see cref="Problems"/> that no outcome forgives: values that do not fit the form at all.</summary>
    public ImmutableArray<FieldProblem> StructuralProblems { get; private set; } = [];

    /// <summary>The problems of no single field.</summary>
    public ImmutableArray<FieldProblem> FormProblems { get; private set; } = [];

    /// <summary>How many expressions were run so far.</summary>
    internal long Evaluations => _scripts.Runs;

    /// <summary>Begins a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="step">The circumstances.</param>
    /// <param name="typed">What the person has typed so far (a draft, a submission), complete: a field that is not there is empty. <see langword="null"/> = nothing yet, fields start with their initial values.</param>
    public static FormState Create(FormDefinition form, FormStep step, JsonObject? typed = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(step);
        var state = new FormState(form, step);
        state._scripts.BeginPass();
        foreach (var field in form.AllFields)
        {
            state.Add(field, typed);
        }

        state.Pass(all: true, []);
        return state;
    }

    /// <summary>How a field stands.</summary>
    /// <exception cref="KeyNotFoundException">The form has no such field.</exception>
    public FieldState this[string key] => _fields[key];

    /// <summary>Changes what stands in a field. Of a read-only field it is remembered but does not count.</summary>
    /// <returns>Keys of the fields that look different now.</returns>
    public IReadOnlyCollection<string> Set(string key, JsonNode? value)
    {
        _fields[key].Typed = value?.DeepClone();
        return Pass(all: false, [key]);
    }

    /// <summary>Changes what stands in a cell of a table.</summary>
    /// <inheritdoc cref="Set"/>
    public IReadOnlyCollection<string> SetCell(string table, int row, string column, JsonNode? value) => ChangeRows(table, rows =>
    {
        var changed = rows[row]!.DeepClone().AsObject();
        changed[column] = value?.DeepClone();
        rows[row] = changed;
    });

    /// <summary>Adds a row at the end, with the defaults of its columns.</summary>
    /// <inheritdoc cref="Set"/>
    public IReadOnlyCollection<string> AddRow(string table) =>
        ChangeRows(table, rows => rows.Add((JsonNode)_defaults.NewRow((TableField)_fields[table].Field)));

    /// <summary>Takes a row away.</summary>
    /// <inheritdoc cref="Set"/>
    public IReadOnlyCollection<string> RemoveRow(string table, int row) => ChangeRows(table, rows => rows.RemoveAt(row));

    /// <summary>Moves to a later instant: what depends on <c>today</c> and <c>now</c> is looked at anew. What fields started with stays.</summary>
    /// <param name="now">The instant; its offset is the organisation's local time.</param>
    /// <inheritdoc cref="Set"/>
    public IReadOnlyCollection<string> MoveTo(DateTimeOffset now)
    {
        Step = Step with { Now = now };
        _scripts = new FormScripts(Step);
        _evaluator = new FieldEvaluator(_scripts, now);
        _tables = new TableEvaluator(_scripts, _evaluator);
        _defaults = new ColumnDefaults(_scripts);
        return Pass(all: true, []);
    }

    /// <summary>What would be stored now: every visible field with a value. A fresh copy.</summary>
    public JsonObject Data()
    {
        var data = new JsonObject();
        foreach (var field in Form.AllFields)
        {
            var state = _fields[field.Key];
            if (field.HoldsValue && state.Visible && state.Value is { } value)
            {
                data[field.Key] = value.DeepClone();
            }
        }

        return data;
    }

    /// <summary>What the person has typed, with what is not visible at the moment and what is not finished: to be kept as a draft. A fresh copy.</summary>
    public JsonObject Draft()
    {
        var draft = new JsonObject();
        foreach (var field in Form.AllFields)
        {
            var state = _fields[field.Key];
            if (field.HoldsValue && field.Compute is null && !state.IsReadOnlyByStep && state.Typed is { } typed)
            {
                draft[field.Key] = typed.DeepClone();
            }
        }

        return draft;
    }

    private void Add(FormField field, JsonObject? typed)
    {
        var initial = field.HoldsValue ? _defaults.Initial(field, Step.InitialData) : null;
        var parent = Parent(field.Key);
        _fields[field.Key] = new FieldState(field, field.Key)
        {
            Initial = initial,
            Typed = !field.HoldsValue ? null : typed is null ? initial?.DeepClone() : typed[field.Key]?.DeepClone(),
            IsReadOnlyByStep = parent is { IsReadOnlyByStep: true } || Step.ReadOnlyFields.Contains(field.Key),
        };
        if (field.HoldsValue)
        {
            _scripts.SetField(field.Key, field.Empty);
        }
    }

    private FieldState? Parent(string key) => Form.Plan.ParentOf(key) is { } parent ? _fields[parent] : null;

    private List<string> ChangeRows(string table, Action<JsonArray> change)
    {
        var state = _fields[table];
        var rows = state.Typed as JsonArray ?? []; // our own: what is handed in and out is copied
        change(rows);
        state.Typed = rows;
        return Pass(all: false, [table]);
    }

    private List<string> Pass(bool all, HashSet<string> touched)
    {
        _scripts.BeginPass();
        var before = _fields.Values.ToDictionary(field => field.Field.Key, Snapshot.Of, StringComparer.Ordinal);
        var (changed, reshaped, evaluated) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var step in Form.Plan.Steps)
        {
            var outside = all || step.ValueReads.Overlaps(changed) || (step.Parent is { } parent && reshaped.Contains(parent));
            if (!outside && !touched.Contains(step.Field.Key))
            {
                continue;
            }

            EvaluateStep(step, all || (step.Parent is { } holder && reshaped.Contains(holder)) ? null : changed);
            evaluated.Add(step.Field.Key);
            Note(step.Field, before[step.Field.Key], all, changed, reshaped);
        }

        var looked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in Form.Plan.Steps)
        {
            var outside = all || step.CheckReads.Overlaps(changed) || (step.ChecksReadEverything && changed.Count > 0);
            if (outside || evaluated.Contains(step.Field.Key))
            {
                CheckStep(step, all ? null : changed);
                looked.Add(step.Field.Key);
            }
        }

        JudgeRules(all, changed);
        CollectProblems();
        return MarkSeen(before, all ? [] : looked);
    }

    private void EvaluateStep(PlanStep step, HashSet<string>? changed)
    {
        var state = _fields[step.Field.Key];
        var parent = step.Parent is null ? null : _fields[step.Parent];
        var shown = parent is not { Visible: false } && !Step.HiddenFields.Contains(step.Field.Key);
        var locked = parent is { ReadOnly: true } || state.IsReadOnlyByStep;
        if (step.Field is TableField)
        {
            _tables.Evaluate(state, step, shown, locked, changed);
        }
        else
        {
            _evaluator.Evaluate(state, shown, locked);
        }
    }

    private void Note(FormField field, in Snapshot before, bool all, HashSet<string> changed, HashSet<string> reshaped)
    {
        var state = _fields[field.Key];
        if (before.HasOtherShape(state))
        {
            reshaped.Add(field.Key);
        }

        if (field.HoldsValue && (all || before.HasOtherValue(state)))
        {
            changed.Add(field.Key);
            _scripts.SetField(field.Key, field is TableField table ? TableEvaluator.ForScripts(table, state.Value!.AsArray()) : state.Value);
        }
    }

    private void CheckStep(PlanStep step, HashSet<string>? changed)
    {
        var state = _fields[step.Field.Key];
        if (step.Field is TableField)
        {
            _tables.Check(state, step, changed);
        }

        var inCells = state.HasStructuralProblem;
        _evaluator.Check(state);
        state.HasStructuralProblem |= step.Field is TableField && inCells;
    }

    private void JudgeRules(bool all, HashSet<string> changed)
    {
        for (var at = 0; at < _rules.Length; at++)
        {
            if (all || Form.Rules[at].Reads(changed))
            {
                var failures = ImmutableArray.CreateBuilder<LocalizedText>();
                _rules[at] = (_evaluator.Broken(null, [Form.Rules[at]], failures).Any(), failures.ToImmutable());
            }
        }
    }

    private void CollectProblems()
    {
        var broken = Form.Rules.Where((rule, at) => _rules[at].IsBroken && (rule.Field is null || _fields[rule.Field].Visible)).Select(rule => new FieldProblem(rule.Field ?? "", "rule", rule.Message));
        var failures = _rules.SelectMany(rule => rule.Failures).Distinct().Select(message => new FieldProblem("", "expression", message));
        FormProblems = [.. broken, .. failures];
        var ofFields = Form.AllFields.SelectMany(field => ProblemsOf(_fields[field.Key])).ToList();
        Problems = [.. ofFields.Select(found => found.Problem), .. FormProblems];
        StructuralProblems = [.. ofFields.Where(found => found.Structural).Select(found => found.Problem)];
    }

    private static IEnumerable<(FieldProblem Problem, bool Structural)> ProblemsOf(FieldState state) =>
        state.Problems.Select((problem, index) => (problem, index == 0 && state.TypedProblem is { Structural: true }))
            .Concat(state.Rows.SelectMany(row => row.Cells).SelectMany(ProblemsOf));

    private List<string> MarkSeen(Dictionary<string, Snapshot> before, HashSet<string> looked)
    {
        var seen = new List<string>();
        foreach (var (key, state) in _fields)
        {
            // A table that was looked at may have changed in its cells where its value has not: their problems, what is demanded of them.
            if (looked.Contains(key) || !before[key].Equals(Snapshot.Of(state)))
            {
                state.Revision++;
                seen.Add(key);
            }
        }

        return seen;
    }
}
