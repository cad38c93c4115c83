using System.Text.RegularExpressions;

namespace Workflows.Mail.Sending;

/// <summary>What a mail carries so that its answer is recognised: the line that the answer stands above, and the secret.</summary>
internal static partial class ReplyMarks
{
    /// <summary>The line, in Chinese; what is below it in an answer is ours.</summary>
    public const string LineZh = "——— 请在此线以上回复 ———";

    /// <summary>The line, in English.</summary>
    public const string LineEn = "——— Reply above this line ———";

    /// <summary>The secret as it stands in the text.</summary>
    public static string Mark(string secret) => $"[CL:{secret}]";

    /// <summary>Secrets that stand in a text.</summary>
    public static IEnumerable<string> Secrets(string text) => Marked().Matches(text).Select(m => m.Groups[1].Value.ToLowerInvariant()).Distinct();

    [GeneratedRegex(@"\[CL:([a-z2-7]{32})\]", RegexOptions.IgnoreCase)]
    private static partial Regex Marked();
}
