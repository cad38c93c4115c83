using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using JintEngine = Jint.Engine;
using Jint.Native;
using Jint.Native.Object;

namespace Workflows.Core.Expressions;

/// <summary>Carries values between JSON and the script engine by copying; no object of the host is ever seen by a script.</summary>
internal static class JsValues
{
    private const int MaxDepth = 64;

    public static JsValue FromJson(JintEngine engine, JsonNode? node) => node switch
    {
        null => JsValue.Null,
        JsonObject json => FromObject(engine, json),
        JsonArray json => new JsArray(engine, [.. json.Select(item => FromJson(engine, item))]),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => JsString.Create(Conversion.Text(value)!),
            JsonValueKind.True => JsBoolean.True,
            JsonValueKind.False => JsBoolean.False,
            JsonValueKind.Number => JsNumber.Create(Conversion.Number(value)!.Value),
            _ => JsValue.Null,
        },
        _ => JsValue.Null,
    };

    public static JsonNode? ToJson(JsValue value, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw new ActivityFaultException("脚本的值嵌套过深或自我引用 / the script's value is nested too deeply or refers to itself");
        }

        switch (value)
        {
            case JsBoolean boolean:
                return JsonValue.Create(boolean == JsBoolean.True);
            case JsString text:
                return JsonValue.Create(text.ToString());
            case JsNumber number:
                return Number(number.AsNumber());
            case JsDate date:
                return JsonValue.Create(new DateTimeOffset(date.ToDateTime().ToUniversalTime()).ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture));
            case JsArray array:
                var items = new JsonArray();
                foreach (var item in array)
                {
                    items.Add(ToJson(item, depth + 1));
                }

                return items;
            case Jint.Native.Function.Function:
                return null;
            case ObjectInstance obj:
                return ToObject(obj, depth);
            default:
                return value.IsBigInt() ? JsonValue.Create(value.ToString()) : null;
        }
    }

    private static JsObject FromObject(JintEngine engine, JsonObject json)
    {
        var obj = new JsObject(engine);
        foreach (var (name, value) in json)
        {
            obj.FastSetDataProperty(name, FromJson(engine, value));
        }

        return obj;
    }

    private static JsonObject ToObject(ObjectInstance obj, int depth)
    {
        var json = new JsonObject();
        foreach (var (key, _) in obj.GetOwnProperties())
        {
            var member = obj.Get(key);
            if (key.IsString() && !member.IsUndefined() && member is not Jint.Native.Function.Function)
            {
                json[key.ToString()] = ToJson(member, depth + 1);
            }
        }

        return json;
    }

    private static JsonValue? Number(double number)
    {
        if (!double.IsFinite(number))
        {
            return null;
        }

        return Math.Abs(number) < 9_007_199_254_740_992 && Math.Floor(number) == number ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }
}
