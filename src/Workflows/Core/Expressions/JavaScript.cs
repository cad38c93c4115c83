using System.Globalization;
using System.Text.Json.Nodes;
using Jint;
using JintEngine = Jint.Engine;
using Jint.Native;
using Jint.Runtime;

namespace Workflows.Core.Expressions;

/// <summary>
/// Runs scripts in a sandbox: no CLR, no eval, the step's clock instead of the machine's, no chance, and limits on time, memory, statements and recursion.
/// Every script gets an engine of its own, so nothing leaks from one to the next.
/// </summary>
internal static class JavaScript
{
    public static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(250);
    private const long MaxMemory = 16 * 1024 * 1024;
    private const int MaxStatements = 1_000_000;
    private const int MaxRecursion = 64;
    private const uint MaxArraySize = 100_000;

    public static JsonNode? Evaluate(PreparedScript script, ExpressionScope scope, Action<IReadOnlyList<string>>? setOutcomes = null)
    {
        var prepared = script.Script;
        var engine = Create(scope);
        var host = new ScriptHost(engine, scope, setOutcomes);
        try
        {
            host.Define(script.Names);
            var result = engine.Evaluate(prepared);
            host.WriteBack();
            return JsValues.ToJson(result);
        }
        catch (Exception e) when (Explain(e) is { } reason)
        {
            throw new ActivityFaultException(reason, e);
        }
    }

    private static JintEngine Create(ExpressionScope scope) => new(options =>
    {
        options.TimeoutInterval(MaxTime);
        options.LimitMemory(MaxMemory);
        options.MaxStatements(MaxStatements);
        options.LimitRecursion(MaxRecursion);
        options.Constraints.MaxArraySize = MaxArraySize;
        options.Constraints.RegexTimeout = TimeSpan.FromMilliseconds(100);
        options.Interop.Enabled = false;
        options.Host.StringCompilationAllowed = false;
        options.Culture = CultureInfo.InvariantCulture;
        options.TimeSystem = new StepClock(scope.Now, scope.LocalOffset);
    });

    private static string? Explain(Exception e) => e switch
    {
        ActivityFaultException => e.Message,
        TimeoutException => $"脚本运行超过 {MaxTime.TotalMilliseconds:0} 毫秒 / the script ran longer than {MaxTime.TotalMilliseconds:0} ms",
        MemoryLimitExceededException => $"脚本使用内存超过 {MaxMemory / 1024 / 1024} MB / the script used more than {MaxMemory / 1024 / 1024} MB",
        StatementsCountOverflowException => $"脚本执行超过 {MaxStatements} 条语句 / the script ran more than {MaxStatements} statements",
        RecursionDepthOverflowException or InsufficientExecutionStackException => $"脚本递归超过 {MaxRecursion} 层 / the script's recursion is deeper than {MaxRecursion}",
        JavaScriptException js => $"脚本出错(第 {js.Location.Start.Line} 行):{js.Message} / script error (line {js.Location.Start.Line}): {js.Message}",
        JintException or System.Text.RegularExpressions.RegexMatchTimeoutException or ArgumentException or InvalidOperationException or OutOfMemoryException or OverflowException or FormatException
            => $"脚本出错:{e.Message} / script error: {e.Message}",
        _ => null,
    };

    /// <summary>The step's instant as the only time that a script can see.</summary>
    private sealed class StepClock(DateTimeOffset now, TimeSpan offset) : DefaultTimeSystem(TimeZoneInfo.CreateCustomTimeZone("step", offset, "step", "step"), CultureInfo.InvariantCulture)
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
