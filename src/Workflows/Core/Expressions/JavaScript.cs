using System.Text.Json.Nodes;
using Jint;

namespace Workflows.Core.Expressions;

/// <summary>
/// Runs the scripts of definitions in the <see cref="ScriptSandbox"/>. Every script gets an engine of its own, so nothing leaks from one to the next
/// and the result does not depend on which scripts ran in the same step.
/// </summary>
internal static class JavaScript
{
    /// <summary>Scripts of a flow may do more than those of a form: they run once a step, not once a keystroke.</summary>
    public static readonly ScriptLimits Limits = ScriptLimits.Default with { Statements = 200_000 };

    /// <summary>Runs a script; its last value, or what it returns, is the result.</summary>
    /// <param name="script">The script.</param>
    /// <param name="scope">What it may see and change.</param>
    /// <param name="setOutcomes">Takes the outcomes that it sets; <see langword="null"/> where it may not set any.</param>
    /// <exception cref="ActivityFaultException">It has a syntax error, threw, or reached a limit.</exception>
    public static JsonNode? Evaluate(PreparedScript script, ExpressionScope scope, Action<IReadOnlyList<string>>? setOutcomes = null)
    {
        var prepared = script.Script;
        var engine = ScriptSandbox.CreateEngine(scope.Now.ToOffset(scope.LocalOffset), Limits, strict: false);
        var host = new ScriptHost(engine, scope, setOutcomes);
        host.Define(script.Names);
        var result = ScriptSandbox.Run(() =>
        {
            var value = ScriptJson.FromJs(engine.Evaluate(prepared));
            host.WriteBack();
            return value;
        });
        return result.Error is null ? result.Value : throw new ActivityFaultException($"脚本出错：{result.Error.Zh} / the script failed: {result.Error.En}");
    }
}
