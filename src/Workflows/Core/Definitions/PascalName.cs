using System.Text.RegularExpressions;

namespace Workflows.Core.Definitions;

/// <summary>How Elsa makes names for scripts and types out of names for people: <c>my total</c> becomes <c>MyTotal</c>.</summary>
internal static partial class PascalName
{
    public static string Of(string name) => WordStart().Replace(name, m => m.Groups[1].Value.ToUpperInvariant());

    [GeneratedRegex(@"(?:^|[ _-]+)(\p{L})")]
    private static partial Regex WordStart();
}
