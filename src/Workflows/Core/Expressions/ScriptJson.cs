using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace Workflows.Core.Expressions;

/// <summary>Carries JSON into a script and back. No .NET object is ever visible to a script.</summary>
internal static class ScriptJson
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 200_000;

    /// <summary>Makes a script's value out of JSON. Keys such as <c>__proto__</c> become plain own members.</summary>
    /// <param name="frozen">Whether the script must not change what it gets.</param>
    public static JsValue ToJs(Jint.Engine engine, JsonNode? node, bool frozen = false) => node switch
    {
        null => JsValue.Null,
        JsonValue value => ToJs(value),
        JsonArray array => ToJs(engine, array, frozen),
        JsonObject obj => ToJs(engine, obj, frozen),
        _ => JsValue.Null,
    };

    private static JsValue ToJs(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => JsString.Create(value.GetValue<string>()),
        JsonValueKind.Number => JsNumber.Create(Number(value)),
        JsonValueKind.True => JsBoolean.True,
        JsonValueKind.False => JsBoolean.False,
        _ => JsValue.Null,
    };

    /// <summary>The number as a script sees it.</summary>
    public static double Number(JsonValue value) =>
        value.TryGetValue<double>(out var d) ? d
        : value.TryGetValue<decimal>(out var m) ? (double)m
        : value.TryGetValue<long>(out var l) ? l
        : value.TryGetValue<int>(out var i) ? i
        : double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static JsArray ToJs(Jint.Engine engine, JsonArray array, bool frozen)
    {
        var items = new JsValue[array.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = ToJs(engine, array[i], frozen);
        }

        var result = new JsArray(engine, items);
        if (frozen)
        {
            Freeze(engine, result);
        }

        return result;
    }

    private static JsObject ToJs(Jint.Engine engine, JsonObject obj, bool frozen)
    {
        var result = new JsObject(engine);
        foreach (var (key, value) in obj)
        {
            var flags = frozen ? PropertyFlag.OnlyEnumerable : PropertyFlag.ConfigurableEnumerableWritable;
            result.FastSetProperty(key, new PropertyDescriptor(ToJs(engine, value, frozen), flags));
        }

        if (frozen)
        {
            result.PreventExtensions();
        }

        return result;
    }

    private static void Freeze(Jint.Engine engine, JsArray array)
    {
        for (var i = 0u; i < array.Length; i++)
        {
            array.DefineOwnProperty(JsNumber.Create(i), new PropertyDescriptor(array[i], PropertyFlag.OnlyEnumerable));
        }

        array.DefineOwnProperty(new JsString("length"), new PropertyDescriptor(JsNumber.Create(array.Length), PropertyFlag.AllForbidden));
        array.PreventExtensions();
    }

    /// <summary>Reads a script's value as JSON: what is undefined, a function or no finite number is <see langword="null"/>, a date is its ISO instant.</summary>
    /// <exception cref="ScriptValueException">Nested deeper than 64 (or in itself), or more than 200,000 values.</exception>
    public static JsonNode? FromJs(JsValue value)
    {
        var budget = MaxNodes;
        return FromJs(value, 0, ref budget);
    }

    private static JsonNode? FromJs(JsValue value, int depth, ref int budget)
    {
        if (depth > MaxDepth)
        {
            throw new ScriptValueException("its value nests deeper than allowed, or in itself");
        }

        if (--budget < 0)
        {
            throw new ScriptValueException("its value is larger than allowed");
        }

        return value switch
        {
            JsString text => JsonValue.Create(text.ToString()),
            JsBoolean => JsonValue.Create(value.AsBoolean()),
            JsNumber => FromNumber(value.AsNumber()),
            JsDate date => FromDate(date),
            JsArray array => FromArray(array, depth, ref budget),
            _ when value.IsPromise() => throw new ScriptValueException("its value is a promise: expressions cannot wait"),
            _ when value.Type == Types.BigInt => JsonValue.Create(value.ToString()),
            ObjectInstance obj when obj is not Jint.Native.Function.Function => FromObject(obj, depth, ref budget),
            _ => null,
        };
    }

    private static JsonValue? FromNumber(double number) => number switch
    {
        _ when !double.IsFinite(number) => null,
        _ when Math.Abs(number) < 1L << 53 && Math.Truncate(number) == number => JsonNumber.Of((long)number),
        _ => JsonNumber.Of(number),
    };

    private static JsonValue? FromDate(JsDate date) =>
        double.IsNaN(date.DateValue) ? null : JsonValue.Create(date.ToDateTime().ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));

    private static JsonArray FromArray(JsArray array, int depth, ref int budget)
    {
        if (array.Length > (uint)budget)
        {
            throw new ScriptValueException("its value is larger than allowed");
        }

        var result = new JsonArray();
        for (var i = 0u; i < array.Length; i++)
        {
            result.Add(FromJs(array.Get(i), depth + 1, ref budget));
        }

        return result;
    }

    private static JsonObject FromObject(ObjectInstance obj, int depth, ref int budget)
    {
        var result = new JsonObject();
        foreach (var key in obj.GetOwnPropertyKeys(Types.String))
        {
            var descriptor = obj.GetOwnProperty(key);
            if (!descriptor.Enumerable)
            {
                continue;
            }

            var member = obj.Get(key);
            if (!member.IsUndefined())
            {
                result[key.ToString()] = FromJs(member, depth + 1, ref budget);
            }
        }

        return result;
    }
}
