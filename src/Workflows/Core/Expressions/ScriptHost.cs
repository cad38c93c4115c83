using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;
using JintEngine = Jint.Engine;

namespace Workflows.Core.Expressions;

/// <summary>The functions and values that a script finds: Elsa's, and the organisation, the clock and the number of ours.</summary>
internal sealed class ScriptHost
{
    private readonly JintEngine _engine;
    private readonly ExpressionScope _scope;
    private readonly Action<IReadOnlyList<string>>? _setOutcomes;
    private readonly Dictionary<string, (JsValue Shown, JsonNode Original)> _shown = new(StringComparer.Ordinal);

    public ScriptHost(JintEngine engine, ExpressionScope scope, Action<IReadOnlyList<string>>? setOutcomes)
    {
        _engine = engine;
        _scope = scope;
        _setOutcomes = setOutcomes;
    }

    /// <summary>Puts every global that one of the words names before the script.</summary>
    public void Define(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (Value(word) is { } value)
            {
                _engine.SetValue(word, value);
            }
            else if (Function(word) is { } function)
            {
                SetFunction(word, function);
            }
        }
    }

    /// <summary>A script that changed an object it got from a variable has changed the variable.</summary>
    public void WriteBack()
    {
        foreach (var (name, (shown, original)) in _shown)
        {
            var now = ScriptJson.FromJs(shown);
            if (!JsonNode.DeepEquals(now, original))
            {
                _scope.SetVariable(name, now);
            }
        }
    }

    private JsValue? Value(string word) => word switch
    {
        "variables" => Variables(),
        "input" => ScriptJson.ToJs(_engine, _scope.Input),
        "org" => Org(),
        "starter" => Json(_scope.Starter),
        _ => null,
    };

    private Func<JsValue[], JsValue>? Function(string word) => word switch
    {
        "getVariable" => a => GetVariable(Text(a, 0)),
        "setVariable" => a => SetVariable(Text(a, 0), At(a, 1)),
        "getInput" => a => Json(_scope.Input[Text(a, 0)]),
        "getOutputFrom" => a => Json(_scope.OutputFrom(Text(a, 0), a.Length > 1 && !a[1].IsUndefined() ? Text(a, 1) : null)),
        "getLastResult" => _ => Json(_scope.LastResult),
        "getWorkflowInstanceId" => _ => _scope.InstanceId.ToString(),
        "getWorkflowDefinitionId" => _ => _scope.DefinitionId,
        "getWorkflowDefinitionVersion" => _ => _scope.DefinitionVersion,
        "getCorrelationId" => _ => JsText(_scope.CorrelationId),
        "setCorrelationId" => a => { _scope.CorrelationId = Conversion.Text(ScriptJson.FromJs(At(a, 0))); return JsValue.Undefined; }
        ,
        "getWorkflowInstanceName" => _ => JsText(_scope.InstanceName),
        "setWorkflowInstanceName" => a => { _scope.InstanceName = Conversion.Text(ScriptJson.FromJs(At(a, 0))); return JsValue.Undefined; }
        ,
        "isNullOrEmpty" => a => string.IsNullOrEmpty(Conversion.Text(ScriptJson.FromJs(At(a, 0)))),
        "isNullOrWhiteSpace" => a => string.IsNullOrWhiteSpace(Conversion.Text(ScriptJson.FromJs(At(a, 0)))),
        "toJson" => a => JsText(ScriptJson.FromJs(At(a, 0))?.ToJsonString() ?? "null"),
        "parseJson" => a => Json(Parse(Text(a, 0))),
        "newGuid" or "newGuidString" or "getGuidString" => _ => _scope.NewId().ToString(),
        "newShortGuid" or "getShortGuid" => _ => Convert.ToBase64String(_scope.NewId().ToByteArray()).Replace("/", "", StringComparison.Ordinal).Replace("+", "", StringComparison.Ordinal).TrimEnd('='),
        "stringToBase64" => a => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0))),
        "stringFromBase64" => a => FromBase64(Text(a, 0)),
        "now" => _ => _scope.Now.ToOffset(_scope.LocalOffset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture),
        "number" => _ => JsText(_scope.Number),
        "setOutcome" when _setOutcomes is not null => a => { _setOutcomes([Text(a, 0)]); return JsValue.Undefined; }
        ,
        "setOutcomes" when _setOutcomes is not null => a => { _setOutcomes([.. Conversion.Items(ScriptJson.FromJs(At(a, 0))).Select(o => Conversion.Text(o) ?? "")]); return JsValue.Undefined; }
        ,
        _ => Accessor(word),
    };

    /// <summary><c>getStatus()</c>, <c>setStatus(v)</c> for a variable Status; <c>getResultFromApprove()</c> for an output of an activity.</summary>
    private Func<JsValue[], JsValue>? Accessor(string word)
    {
        if (word.Length <= 3 || !(word.StartsWith("get", StringComparison.Ordinal) || word.StartsWith("set", StringComparison.Ordinal)))
        {
            return null;
        }

        var rest = word[3..];
        var name = VariableCalled(rest);
        if (word[0] == 's')
        {
            return name is null ? null : a => SetVariable(name, At(a, 0));
        }

        if (name is not null)
        {
            return _ => GetVariable(name);
        }

        if (InputCalled(rest) is { } input)
        {
            return _ => Json(_scope.Input[input]);
        }

        var from = rest.IndexOf("From", StringComparison.Ordinal);
        return from > 0 && from + 4 < rest.Length ? _ => Json(_scope.OutputFrom(rest[(from + 4)..], rest[..from])) : null;
    }

    private string? VariableCalled(string name)
    {
        string? near = null;
        foreach (var candidate in _scope.VariableNames)
        {
            if (candidate == name)
            {
                return candidate;
            }

            near ??= PascalName.Of(candidate) == name ? candidate : null;
        }

        return near;
    }

    private string? InputCalled(string name) => _scope.Input.Select(m => m.Key).FirstOrDefault(k => k == name || PascalName.Of(k) == name);

    private JsObject Variables()
    {
        var obj = new JsObject(_engine);
        foreach (var name in _scope.VariableNames.Distinct(StringComparer.Ordinal))
        {
            var getter = MakeFunction(name, _ => GetVariable(name));
            var setter = MakeFunction(name, a => SetVariable(name, At(a, 0)));
            obj.DefineOwnProperty(name, new GetSetPropertyDescriptor(getter, setter, enumerable: true, configurable: true));
        }

        return obj;
    }

    private JsValue GetVariable(string name)
    {
        if (_shown.TryGetValue(name, out var shown))
        {
            return shown.Shown;
        }

        if (!_scope.TryGetVariable(name, out var value))
        {
            return JsValue.Null;
        }

        var js = Json(value);
        if (value is JsonObject or JsonArray)
        {
            _shown[name] = (js, value);
        }

        return js;
    }

    private JsValue SetVariable(string name, JsValue value)
    {
        _shown.Remove(name);
        _scope.SetVariable(name, ScriptJson.FromJs(value));
        return JsValue.Undefined;
    }

    private JsObject Org()
    {
        var org = new JsObject(_engine);
        void Add(string name, Func<string, JsValue> of) => org.Set(name, MakeFunction(name, a => of(Text(a, 0))));
        JsValue Code(OrgUnit? unit) => JsText(unit?.Code);
        Add("unit", code => _scope.Organisation.Find(code) is { } unit ? Json(Describe(unit)) : JsValue.Null);
        Add("county", code => Code(_scope.Organisation.AtTier(code, OrgTier.County)));
        Add("prefecture", code => Code(_scope.Organisation.AtTier(code, OrgTier.Prefecture)));
        Add("station", code => Code(_scope.Organisation.AtTier(code, OrgTier.Station)));
        Add("parent", code => JsText(_scope.Organisation.Find(code)?.ParentCode));
        return org;
    }

    private static JsonObject Describe(OrgUnit unit) => new()
    {
        ["code"] = unit.Code,
        ["name"] = unit.Name,
        ["tier"] = unit.Tier.ToString().ToLowerInvariant(),
        ["parent"] = unit.ParentCode,
    };

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new ActivityFaultException($"不是有效的 JSON:{e.Message} / not valid JSON: {e.Message}", e);
        }
    }

    private static string FromBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException e)
        {
            throw new ActivityFaultException("不是有效的 Base64 文本 / not valid Base64 text", e);
        }
    }

    private void SetFunction(string name, Func<JsValue[], JsValue> function) => _engine.SetValue(name, MakeFunction(name, function));

    private ClrFunction MakeFunction(string name, Func<JsValue[], JsValue> function) => new(_engine, name, (_, arguments) => function(arguments));

    private JsValue Json(JsonNode? node) => ScriptJson.ToJs(_engine, node);

    private static JsValue JsText(string? text) => text is null ? JsValue.Null : JsString.Create(text);

    private static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static string Text(JsValue[] arguments, int index) => Conversion.Text(ScriptJson.FromJs(At(arguments, index))) ?? "";
}
