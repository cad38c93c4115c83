using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Mail.Receiving;

/// <summary>What an answer to a mail with several decisions says, line by line.</summary>
/// <param name="Written">What stands behind each number: the rest of its line and what follows up to the next number. Empty = nothing is numbered.</param>
/// <param name="Twice">Numbers that stand there more than once: who says two things about one line has said nothing.</param>
internal sealed record ReplyLines(IReadOnlyDictionary<int, IReadOnlyList<string>> Written, IReadOnlySet<int> Twice);

/// <summary>Takes an answer apart by the numbers that its lines begin with. Whatever leaves a doubt about which number is meant belongs to none.</summary>
internal static partial class ReplyLineReader
{
    private const int HighestLine = 999;

    /// <summary>Reads an answer.</summary>
    /// <param name="written">The lines that its sender wrote, without quotes.</param>
    public static ReplyLines Read(IReadOnlyList<string> written)
    {
        var (lines, twice) = (new Dictionary<int, IReadOnlyList<string>>(), new HashSet<int>());
        List<string>? current = null;
        foreach (var text in written)
        {
            if (Begin(text) is not { } begun)
            {
                current?.Add(text);
                continue;
            }

            current = [begun.Said];
            if (!lines.TryAdd(begun.Line, current))
            {
                twice.Add(begun.Line);
            }
        }

        return SaysSomethingBefore(written) ? new ReplyLines(new Dictionary<int, IReadOnlyList<string>>(), new HashSet<int>()) : new ReplyLines(lines, twice);
    }

    /// <summary>Whether a line names another number together with a word that decides: "1 同意 2 驳回" in one line, "1、2 同意".</summary>
    public static bool NamesAnother(string rest) => Another().IsMatch(ReplyWords.Plain(rest)) || StartsWithNumber().IsMatch(ReplyWords.Plain(rest));

    private static (int Line, string Said)? Begin(string text)
    {
        var match = Numbered().Match(ReplyWords.Plain(text));
        if (!match.Success || !int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line is < 1 or > HighestLine)
        {
            return null;
        }

        // The rest in the sender's own letters where that can be told, so that a comment keeps its case and its signs.
        var (raw, rest) = (text.Trim(), match.Groups["rest"].Value);
        return (line, rest.Length <= raw.Length && ReplyWords.Plain(raw[^rest.Length..]) == rest ? raw[^rest.Length..] : rest);
    }

    /// <summary>Words that decide and stand above the first number may be meant for all lines, or for none.</summary>
    private static bool SaysSomethingBefore(IReadOnlyList<string> written) =>
        written.TakeWhile(text => Begin(text) is null).Any(text => ReplyWords.All.Any(w => ReplyWords.Plain(text).Contains(w.Word, StringComparison.Ordinal)));

    [GeneratedRegex(@"^[\s(\[*#第-]*(?<line>\d{1,3})(?!\d)\s*[)\]*]*\s*(项|条|号)?\s*[.、:,)\]-]*\s*(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(^|[\s,;.、，；。])(第\s*)?\d{1,3}\s*(项|条|号)?\s*[.、:,)-]*\s*(不?同意|不?批准|不?通过|核准|准予|驳回|退回|拒绝|否决|approve|agree|reject|decline|deny|disagree|disapprove)")]
    private static partial Regex Another();

    [GeneratedRegex(@"^[\s,、&和及到至~-]*\d{1,3}\s*([项条号.、:,)\s-]|不|同|批|通|驳|退|拒|否|核|准)")]
    private static partial Regex StartsWithNumber();
}
