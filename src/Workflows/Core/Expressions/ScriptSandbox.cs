using System.Globalization;
using System.Text.RegularExpressions;
using Acornima;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Workflows.Core.Expressions;

/// <summary>
/// Makes JavaScript engines that can do nothing but compute: no .NET, no network, no files, no clock but the instant handed in, no chance,
/// no text turned into code. Every evaluation is bounded by <see cref="ScriptLimits"/>.
/// </summary>
/// <remarks>
/// An engine belongs to one thread and one decision; a prepared script belongs to nobody and may be kept with its definition for ever.
/// </remarks>
internal static class ScriptSandbox
{
    // Buffers allocate outside the memory limit's sight before it can look; the others only widen the surface.
    private static readonly JsString[] s_removed =
    [
        .. new[]
        {
            "ArrayBuffer", "SharedArrayBuffer", "Atomics", "DataView", "Proxy", "Reflect", "WeakRef", "FinalizationRegistry", "ShadowRealm",
            "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array",
            "BigInt64Array", "BigUint64Array",
        }.Select(name => new JsString(name)),
    ];

    private static readonly JsString s_math = new("Math");
    private static readonly JsString s_random = new("random");

    /// <summary>A fresh engine.</summary>
    /// <param name="now">The instant that <c>new Date()</c> means; its offset is the local time of the script.</param>
    /// <param name="limits">Bounds of each evaluation; <see langword="null"/> = <see cref="ScriptLimits.Default"/>.</param>
    /// <param name="strict">Whether scripts run in strict mode. Scripts of definitions from elsewhere do not expect it.</param>
    public static Jint.Engine CreateEngine(DateTimeOffset now, ScriptLimits? limits = null, bool strict = true)
    {
        limits ??= ScriptLimits.Default;
        var engine = new Jint.Engine(options =>
        {
            options.Strict = strict;
            options.Culture = CultureInfo.InvariantCulture;
            options.TimeSystem = new FixedTime(now);
            options.LocalTimeZone(FixedTime.Zone(now.Offset));
            options.TimeoutInterval(limits.Time);
            options.LimitMemory(limits.MemoryBytes);
            options.LimitRecursion(limits.Recursion);
            options.MaxStatements(limits.Statements);
            options.RegexTimeoutInterval(TimeSpan.FromMilliseconds(100));
            options.Constraints.MaxArraySize = limits.ArrayLength;
            options.Constraints.PromiseTimeout = TimeSpan.FromMilliseconds(10);

            // Without it a recursion through coercions (toString calling itself) ends the process.
            options.Constraints.StackOverflowGuard = true;
            options.Json.MaxParseDepth = 64;
            options.Host.StringCompilationAllowed = false;
            options.AgentCanSuspend = false;
        });

        foreach (var name in s_removed)
        {
            engine.Global.Delete(name);
        }

        engine.Global.Get(s_math).AsObject().Delete(s_random);
        return engine;
    }

    /// <summary>Parses a script once, for as many evaluations as wanted.</summary>
    /// <param name="source">Statements; the value of the last one is the result.</param>
    /// <param name="error">What is wrong with it, with line and column; <see langword="null"/> when it parsed.</param>
    /// <param name="strict">Whether it runs in strict mode.</param>
    public static Prepared<Acornima.Ast.Script>? Prepare(string source, out string? error, bool strict = true)
    {
        try
        {
            var prepared = Jint.Engine.PrepareScript(source, strict: strict);
            error = null;
            return prepared;
        }
        catch (Exception exception) when (exception is ScriptPreparationException or ParseErrorException)
        {
            error = ((exception as ScriptPreparationException)?.InnerException ?? exception).Message;
            return null;
        }
    }

    /// <summary>Runs something inside an engine and turns every way it can fail into a sentence.</summary>
    /// <returns>What <paramref name="run"/> gave, or why it failed: the script threw, or a limit was reached.</returns>
    public static ScriptResult<T> Run<T>(Func<T> run)
    {
        try
        {
            return new ScriptResult<T>(run(), null);
        }
        catch (Exception exception) when (Explain(exception) is not null)
        {
            return new ScriptResult<T>(default, Explain(exception));
        }
    }

    // Failures of the script itself; anything else is a fault of ours and must be seen.
    private static LocalizedText? Explain(Exception exception) => exception switch
    {
        JavaScriptException js => LocalizedText.Same(js.Message),
        PromiseRejectedException rejected => LocalizedText.Same(rejected.Message),
        StatementsCountOverflowException => new("执行的语句数超出上限", "it ran more statements than allowed"),
        MemoryLimitExceededException => new("占用的内存超出上限", "it used more memory than allowed"),
        RecursionDepthOverflowException => new("调用层数超出上限", "its calls nest deeper than allowed"),
        RegexMatchTimeoutException => new("正则表达式匹配超时", "a regular expression took longer than allowed"),
        TimeoutException or ExecutionCanceledException => new("执行时间超出上限", "it took longer than allowed"),
        ScriptValueException value => LocalizedText.Same(value.Message),
        ScriptPreparationException or ParseErrorException => LocalizedText.Same(exception.Message),
        _ => null,
    };
}

/// <summary>What a script gave, or why it failed.</summary>
/// <param name="Value">The value; <see langword="default"/> when it failed.</param>
/// <param name="Error">Why it failed; <see langword="null"/> when it did not.</param>
internal readonly record struct ScriptResult<T>(T? Value, LocalizedText? Error);
