using System.Collections.Immutable;
using System.Text;

namespace Workflows.Inspection.Screening;

/// <summary>Cuts a SQL script into statements. Knows strings, quoted names and both kinds of comment.</summary>
internal static class SqlScript
{
    /// <summary>The script without comments.</summary>
    public static string WithoutComments(string script)
    {
        var result = new StringBuilder(script.Length);
        for (var i = 0; i < script.Length; i++)
        {
            if (script[i] is '\'' or '"')
            {
                var end = EndOfQuoted(script, i);
                result.Append(script, i, end - i);
                i = end - 1;
            }
            else if (script[i] == '-' && i + 1 < script.Length && script[i + 1] == '-')
            {
                i = script.IndexOf('\n', i) is var end && end < 0 ? script.Length : end - 1;
            }
            else if (script[i] == '/' && i + 1 < script.Length && script[i + 1] == '*')
            {
                i = script.IndexOf("*/", i + 2, StringComparison.Ordinal) is var end && end < 0 ? script.Length : end + 1;
                result.Append(' ');
            }
            else
            {
                result.Append(script[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>The statements, without their semicolons.</summary>
    public static ImmutableArray<string> Split(string script)
    {
        var statements = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 0; i < script.Length; i++)
        {
            if (script[i] is '\'' or '"')
            {
                i = EndOfQuoted(script, i) - 1;
            }
            else if (script[i] == ';')
            {
                Add(script[start..i]);
                start = i + 1;
            }
        }

        Add(script[start..]);
        return statements.ToImmutable();

        void Add(string statement)
        {
            if (statement.Trim() is { Length: > 0 } text)
            {
                statements.Add(text);
            }
        }
    }

    private static int EndOfQuoted(string script, int start)
    {
        var end = script.IndexOf(script[start], start + 1);
        return end < 0 ? script.Length : end + 1;
    }
}
