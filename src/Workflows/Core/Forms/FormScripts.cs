using System.Diagnostics;
using System.Text.Json.Nodes;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Workflows.Core.Expressions;

namespace Workflows.Core.Forms;

/// <summary>Runs the expressions of one form: one sandboxed engine, fed with the fields' values as they become known. Belongs to one thread.</summary>
internal sealed class FormScripts
{
    // All expressions of one pass together; a single one is bounded by the sandbox.
    private static readonly TimeSpan s_passTime = TimeSpan.FromSeconds(3);

    private static readonly Prepared<Script> s_helpers = Jint.Engine.PrepareScript(
        """
        const isEmpty = x => x === null || x === undefined || x === '' || (typeof x === 'object' && Object.keys(x).length === 0);
        const sum = (list, column) => (list ?? []).reduce((total, item) => total + (Number(column === undefined ? item : item?.[column]) || 0), 0);
        const round = (x, digits = 0) => {
          const shift = (n, by) => { const [mantissa, exponent = 0] = String(n).split('e'); return Number(mantissa + 'e' + (Number(exponent) + by)); };
          return x === null || x === undefined ? null : Math.sign(x) * shift(Math.round(shift(Math.abs(Number(Number(x).toPrecision(15))), digits)), -digits);
        };
        const daysBetween = (from, to) => isEmpty(from) || isEmpty(to) ? null : Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86400000);
        """,
        strict: true);

    private readonly Jint.Engine _engine;
    private readonly JsObject _data;
    private readonly Stopwatch _pass = new();

    public FormScripts(FormStep step)
    {
        _engine = ScriptSandbox.CreateEngine(step.Now);
        _engine.Execute(s_helpers);
        _data = new JsObject(_engine);
        _engine.SetValue("data", _data);
        _engine.SetValue("today", FieldDates.Today(step.Now));
        _engine.SetValue("now", FieldDates.Text(step.Now));
        _engine.SetValue("context", ScriptJson.ToJs(_engine, step.InitialData, frozen: true));
        _engine.SetValue("row", JsValue.Undefined);
        _engine.SetValue("rowIndex", JsValue.Undefined);
        _engine.SetValue("value", JsValue.Undefined);
    }

    /// <summary>How many expressions were run.</summary>
    public long Runs { get; private set; }

    /// <summary>Begins a pass over the form: the time of all its expressions together is counted from here.</summary>
    public void BeginPass() => _pass.Reset();

    /// <summary>Sets what <c>data.key</c> is from now on.</summary>
    public void SetField(string key, JsonNode? value) => Define(_data, key, ScriptJson.ToJs(_engine, value, frozen: true));

    /// <summary>Begins a row: <c>row</c> has every column, empty at first.</summary>
    public JsObject BeginRow(TableField table, int index)
    {
        var row = new JsObject(_engine);
        foreach (var column in table.Columns)
        {
            SetCell(row, column.Key, column.Empty);
        }

        UseRow(row, index);
        return row;
    }

    /// <summary>Makes a row the one that expressions see.</summary>
    public void UseRow(JsObject row, int index)
    {
        _engine.SetValue("row", row);
        _engine.SetValue("rowIndex", index);
    }

    /// <summary>Sets what <c>row.column</c> is from now on.</summary>
    public void SetCell(JsObject row, string column, JsonNode? value) => Define(row, column, ScriptJson.ToJs(_engine, value, frozen: true));

    /// <summary>Sets what <c>value</c> is from now on.</summary>
    public void SetValue(JsonNode? value) => _engine.SetValue("value", ScriptJson.ToJs(_engine, value, frozen: true));

    /// <summary>The value of an expression as JSON.</summary>
    public ScriptResult<JsonNode?> Value(FormExpression expression) => Run(expression, ScriptJson.FromJs);

    /// <summary>Whether an expression holds, as JavaScript sees truth.</summary>
    public ScriptResult<bool> Test(FormExpression expression) => Run(expression, TypeConverter.ToBoolean);

    private ScriptResult<T> Run<T>(FormExpression expression, Func<JsValue, T> read)
    {
        if (_pass.Elapsed > s_passTime)
        {
            return new ScriptResult<T>(default, new LocalizedText("表单各表达式的计算总时间超出上限", "the expressions of the form together took longer than allowed"));
        }

        Runs++;
        _pass.Start();
        var result = ScriptSandbox.Run(() => read(_engine.Evaluate(expression.Script)));
        _pass.Stop();
        return result;
    }

    // Past the checks of the language: for scripts the member is fixed, for us it is not.
    private static void Define(JsObject target, string key, JsValue value) =>
        target.FastSetProperty(key, new PropertyDescriptor(value, PropertyFlag.OnlyEnumerable));
}
