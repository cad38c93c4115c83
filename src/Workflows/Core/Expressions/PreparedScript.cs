using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Jint;
using JintEngine = Jint.Engine;
using Acornima.Ast;

namespace Workflows.Core.Expressions;

/// <summary>A script that has been parsed once, with the names it mentions, so that only those are put before it.</summary>
internal sealed partial class PreparedScript
{
    private readonly Prepared<Script> _script;

    private PreparedScript(Prepared<Script> script, FrozenSet<string> names, string? error)
    {
        _script = script;
        Names = names;
        Error = error;
    }

    /// <summary>Words of the script that could be names of the host.</summary>
    public FrozenSet<string> Names { get; }

    /// <summary>The syntax error; <see langword="null"/> when it parses.</summary>
    public string? Error { get; }

    public Prepared<Script> Script => Error is null ? _script : throw new ActivityFaultException($"脚本语法错误:{Error} / script syntax error: {Error}");

    public static PreparedScript Prepare(string text)
    {
        try
        {
            var script = JintEngine.PrepareScript(text, options: new ScriptPreparationOptions
            {
                ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, RegexTimeout = TimeSpan.FromMilliseconds(100) },
            });
            return new PreparedScript(script, Word().Matches(text).Select(m => m.Value).ToFrozenSet(StringComparer.Ordinal), null);
        }
        catch (Exception e) when (e is Acornima.ParseErrorException or ScriptPreparationException or InvalidOperationException)
        {
            return new PreparedScript(default, FrozenSet<string>.Empty, e.Message);
        }
    }

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{Nd}_$]*")]
    private static partial Regex Word();
}
