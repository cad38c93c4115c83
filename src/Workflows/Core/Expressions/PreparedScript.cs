using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;

namespace Workflows.Core.Expressions;

/// <summary>A script that has been parsed once, with the words it uses, so that only what it mentions is put before it.</summary>
internal sealed partial class PreparedScript
{
    private readonly Prepared<Script>? _script;

    private PreparedScript(Prepared<Script>? script, FrozenSet<string> names, string? error)
    {
        _script = script;
        Names = names;
        Error = error;
    }

    /// <summary>Words of the script that could be names of the host.</summary>
    public FrozenSet<string> Names { get; }

    /// <summary>The syntax error; <see langword="null"/> when it parses.</summary>
    public string? Error { get; }

    public Prepared<Script> Script => _script ?? throw new ActivityFaultException($"脚本语法错误：{Error} / script syntax error: {Error}");

    public static PreparedScript Prepare(string text)
    {
        var script = ScriptSandbox.Prepare(text, out var error, strict: false);
        return new PreparedScript(script, script is null ? [] : Word().Matches(text).Select(m => m.Value).ToFrozenSet(StringComparer.Ordinal), error);
    }

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{Nd}_$]*")]
    private static partial Regex Word();
}
