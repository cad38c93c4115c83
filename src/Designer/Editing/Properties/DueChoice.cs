using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Designer.Editing.Properties;

/// <summary>A due time that depends: one span when a condition holds, else another.</summary>
/// <param name="When">The condition.</param>
/// <param name="Then">The span when it holds, such as <c>3wd</c>.</param>
/// <param name="Otherwise">The span when it does not.</param>
public sealed partial record DueChoice(Condition When, string Then, string Otherwise)
{
    /// <summary>Reads an expression; <see langword="null"/> when it says something else.</summary>
    /// <param name="script">The expression.</param>
    /// <param name="built">The condition that was kept with it (<see cref="Condition.ToJson"/>).</param>
    public static DueChoice? Read(string script, JsonNode? built)
    {
        ArgumentNullException.ThrowIfNull(script);
        var written = Choice().Match(script);
        if (!written.Success)
        {
            return null;
        }

        var when = written.Groups[1].Value == "true" ? Condition.Empty : Condition.Read(built);
        return when?.ToScript() == written.Groups[1].Value ? new DueChoice(when, written.Groups[2].Value, written.Groups[3].Value) : null;
    }

    /// <summary>The expression.</summary>
    public string ToScript() => $"({When.ToScript()}) ? '{Then}' : '{Otherwise}'";

    [GeneratedRegex(@"^\s*\((.*)\)\s*\?\s*'(\w+)'\s*:\s*'(\w+)'\s*;?\s*$", RegexOptions.Singleline)]
    private static partial Regex Choice();
}
