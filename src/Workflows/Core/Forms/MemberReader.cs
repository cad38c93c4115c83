using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Reads the members of one JSON object of a form, tells what is wrong with each, and in the end which ones nobody asked for.</summary>
internal sealed class MemberReader(JsonObject obj, string path, FaultList faults, FormLibrary library)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public FaultList Faults => faults;

    public FormLibrary Library => library;

    /// <summary>A reader of another object that stands in the place of this one.</summary>
    public MemberReader Instead(Func<JsonObject, JsonObject> other) => new(other(obj), path, faults, library);

    public string Path => path;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public bool Has(string name) => Take(name) is not null;

    public JsonNode? Take(string name)
    {
        _seen.Add(name);
        return obj.TryGetPropertyValue(name, out var node) ? node : null;
    }

    public void WrongType(string name, string zh, string en) =>
        faults.Error(PathOf(name), "form.member", $"“{name}”必须是{zh}", $"\"{name}\" must be {en}");

    public string? String(string name, bool required = false)
    {
        switch (Take(name))
        {
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text:
                return text;
            case null when !required:
                return null;
            case null:
                Missing(name);
                return null;
            default:
                WrongType(name, "非空字符串", "a string that is not empty");
                return null;
        }
    }

    public void Missing(string name) => faults.Error(PathOf(name), "form.missing", $"缺少“{name}”", $"\"{name}\" is missing");

    public LocalizedText? Text(string name, bool required = false)
    {
        switch (Take(name))
        {
            case null when !required:
                return null;
            case null:
                Missing(name);
                return null;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text:
                return LocalizedText.Same(text);
            case JsonObject both when Word(both, "zh") is { } zh && Word(both, "en") is { } en && both.Count == 2:
                return new LocalizedText(zh, en);
            default:
                WrongType(name, " { \"zh\": …, \"en\": … }，两者均不为空", "{ \"zh\": …, \"en\": … } with both filled in");
                return null;
        }
    }

    private static string? Word(JsonObject both, string language) =>
        both[language] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    public bool Bool(string name, bool fallback = false)
    {
        switch (Take(name)?.GetValueKind())
        {
            case null:
                return fallback;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                WrongType(name, " true 或 false", "true or false");
                return fallback;
        }
    }

    public decimal? Decimal(string name)
    {
        var node = Take(name);
        if (node is null)
        {
            return null;
        }

        if (FieldNumber.Read(node) is { } number)
        {
            return number;
        }

        WrongType(name, "数字", "a number");
        return null;
    }

    public int? Int(string name, int min, int max)
    {
        if (Decimal(name) is not { } number)
        {
            return null;
        }

        if (number == decimal.Truncate(number) && number >= min && number <= max)
        {
            return (int)number;
        }

        faults.Error(PathOf(name), "form.member", $"“{name}”必须是 {min} 到 {max} 的整数", $"\"{name}\" must be a whole number from {min} to {max}");
        return null;
    }

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = String(name);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        var list = string.Join(", ", allowed);
        WrongType(name, $"以下之一：{list}", $"one of {list}");
        return null;
    }

    public ImmutableArray<string> Strings(string name)
    {
        switch (Take(name))
        {
            case null:
                return [];
            case JsonArray array when array.All(item => item?.GetValueKind() == JsonValueKind.String):
                return [.. array.Select(item => item!.GetValue<string>())];
            default:
                WrongType(name, "字符串数组", "an array of strings");
                return [];
        }
    }

    public IEnumerable<MemberReader> Objects(string name, bool required = false)
    {
        switch (Take(name))
        {
            case null:
                if (required)
                {
                    Missing(name);
                }

                yield break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    var at = $"{PathOf(name)}[{i}]";
                    if (array[i] is JsonObject item)
                    {
                        yield return new MemberReader(item, at, faults, library);
                    }
                    else
                    {
                        faults.Error(at, "form.member", "此处必须是 JSON 对象", "This must be a JSON object");
                    }
                }

                yield break;
            default:
                WrongType(name, "数组", "an array");
                yield break;
        }
    }

    public FormExpression? Expression(string name, ExpressionScope scope, bool required = false) =>
        String(name, required) is { } source ? Expression(name, source, scope) : null;

    public FormExpression? Expression(string name, string source, ExpressionScope scope)
    {
        var (expression, error) = ExpressionReader.Read(source, scope);
        if (error is not null)
        {
            faults.Error(PathOf(name), "form.expression", error.Zh, error.En);
        }

        return expression;
    }

    public FormCondition Condition(string name, ExpressionScope scope, bool fallback)
    {
        switch (Take(name))
        {
            case null:
                return new FormCondition(fallback, null);
            case JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                return new FormCondition(value.GetValue<bool>(), null);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return new FormCondition(fallback, Expression(name, value.GetValue<string>(), scope));
            default:
                WrongType(name, " true、false 或表达式", "true, false or an expression");
                return new FormCondition(fallback, null);
        }
    }

    /// <summary>Reports every member that nothing has asked for.</summary>
    public void Close(params ReadOnlySpan<string> ignored)
    {
        foreach (var (name, _) in obj)
        {
            if (!_seen.Contains(name) && !ignored.Contains(name) && name is not ("$schema" or "$comment") && !name.StartsWith("x-", StringComparison.Ordinal))
            {
                faults.Error(PathOf(name), "form.unknown-member", $"不认识的成员“{name}”", $"The member \"{name}\" is not known here");
            }
        }
    }
}
