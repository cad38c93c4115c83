using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Mail.Receiving;

/// <summary>
/// Reads what a person wrote above the quote. The first words must be a word of the vocabulary, or of the task's own buttons, and end there; the rest is the
/// comment. Whatever leaves a doubt decides nothing.
/// </summary>
internal static class ReplyReader
{
    private const int LongestComment = 2000;
    private const string Ends = " ,.!?:;，。！：；、~-—–…)]】」』\"”/|";
    private static readonly string[] Greetings = ["您好", "你好", "各位好", "领导好", "hi", "hello", "hi all", "dear all", "good morning", "good afternoon"];

    /// <summary>Reads an answer.</summary>
    /// <param name="written">The lines that its sender wrote, without quotes.</param>
    /// <param name="outcomes">What can be chosen.</param>
    public static ReplyReading Read(IReadOnlyList<string> written, ImmutableArray<TaskOutcome> outcomes)
    {
        var lines = written.SkipWhile(line => ReplyWords.Plain(line).Length == 0 || IsGreeting(ReplyWords.Plain(line))).ToList();
        if (lines.Count == 0)
        {
            return new ReplyReading.Unclear(ReplyDoubt.Empty);
        }

        var vocabulary = Vocabulary(outcomes);
        var first = WithoutQuotes(ReplyWords.Plain(lines[0]));
        if (Begin(first, vocabulary) is not { } begin)
        {
            return new ReplyReading.Unclear(ReplyDoubt.NoWord);
        }

        if (IsDoubtful(begin, lines.Skip(1), vocabulary))
        {
            return new ReplyReading.Unclear(ReplyDoubt.Contradiction);
        }

        return begin.Word.Outcome is { } outcome
            ? new ReplyReading.Decided(outcome, Comment(lines, begin.Rest))
            : new ReplyReading.Unclear(ReplyDoubt.NoSuchOutcome);
    }

    /// <summary>The words of the buttons, and those of the closed vocabulary that lead to exactly one of them.</summary>
    private static List<VocabularyWord> Vocabulary(ImmutableArray<TaskOutcome> outcomes)
    {
        var yes = outcomes.Where(o => o.Intent == "primary").ToList();
        var no = outcomes.Where(o => o.Intent == "danger").ToList();
        var own = outcomes
            .SelectMany(o => new[] { o.Label.Zh, o.Label.En, o.Name }.Select(w => new VocabularyWord(ReplyWords.Plain(w), o.Intent == "danger" ? ReplyMeaning.Reject : ReplyMeaning.Approve, o)))
            .Where(w => w.Text.Length > 0)
            .DistinctBy(w => (w.Text, w.Outcome));
        var common = ReplyWords.All.Select(w => new VocabularyWord(w.Word, w.Meaning, (w.Meaning == ReplyMeaning.Approve ? yes : no) is [var only] ? only : null));
        return [.. own.Concat(common).GroupBy(w => w.Text).Select(Agreed).OrderByDescending(w => w.Text.Length)];
    }

    /// <summary>A word of a button goes before the same word of the vocabulary; a word of two buttons means neither.</summary>
    private static VocabularyWord Agreed(IGrouping<string, VocabularyWord> same)
    {
        var first = same.First();
        return same.Where(w => w.Outcome is not null).Select(w => w.Outcome!.Name).Distinct().Count() > 1 && same.Count(w => w.Outcome is not null && w.Text == ReplyWords.Plain(w.Outcome.Label.Zh)) != 1
            ? first with { Outcome = null }
            : first;
    }

    private static Beginning? Begin(string line, List<VocabularyWord> vocabulary)
    {
        foreach (var start in Starts(line))
        {
            foreach (var word in vocabulary)
            {
                if (start.StartsWith(word.Text, StringComparison.Ordinal) && (start.Length == word.Text.Length || Ends.Contains(start[word.Text.Length], StringComparison.Ordinal)))
                {
                    return new Beginning(word, start[word.Text.Length..]);
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Starts(string line)
    {
        yield return line;
        foreach (var opening in ReplyWords.Openings.Where(o => line.StartsWith(o, StringComparison.Ordinal)))
        {
            yield return line[opening.Length..].TrimStart(' ', ',', '，', ':', '：', '。', '.');
        }
    }

    private static bool IsDoubtful(Beginning begin, IEnumerable<string> later, List<VocabularyWord> vocabulary)
    {
        var rest = begin.Rest;
        var opposite = vocabulary.Where(w => w.Meaning != begin.Word.Meaning).Select(w => w.Text).ToHashSet(StringComparer.Ordinal);
        return Clauses(rest).Any(opposite.Contains)
            || rest.Contains('?', StringComparison.Ordinal)
            || (begin.Word.Meaning == ReplyMeaning.Approve && ReplyWords.Doubts.Any(doubt => Holds(rest, doubt)))
            || later.Select(line => ReplyWords.Plain(line).Trim([.. Ends])).Any(line => opposite.Contains(line) || (begin.Word.Meaning == ReplyMeaning.Approve && TakesBack(line)));
    }

    /// <summary>Whether a line below a yes makes it a condition or a no: it begins as one does.</summary>
    private static bool TakesBack(string line) =>
        ReplyWords.Conditions.Any(word => line.StartsWith(word, StringComparison.Ordinal) && (!char.IsAsciiLetter(word[0]) || line.Length == word.Length || !char.IsAsciiLetter(line[word.Length])));

    private static bool Holds(string text, string doubt)
    {
        if (!char.IsAsciiLetter(doubt[0]))
        {
            return text.Contains(doubt, StringComparison.Ordinal);
        }

        return doubt == "n't" ? text.Contains(doubt, StringComparison.Ordinal) : text.Split([' ', '\'', .. Ends]).Contains(doubt, StringComparer.Ordinal);
    }

    private static string[] Clauses(string text) => text.Split([.. Ends.Where(c => c != ' ')], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Comment(List<string> lines, string restOfFirst)
    {
        // The first line's own letters, not their plain form: what is left is as long as what was left of the plain form, unless that changed the length.
        var raw = lines[0].Trim();
        var tail = restOfFirst.Length <= raw.Length && ReplyWords.Plain(raw[^restOfFirst.Length..]) == restOfFirst.Trim() ? raw[^restOfFirst.Length..] : restOfFirst;
        var comment = string.Join('\n', lines.Skip(1).Prepend(tail.Trim([.. Ends]))).Trim();
        return comment.Length == 0 ? null : comment.Length <= LongestComment ? comment : comment[..(char.IsHighSurrogate(comment[LongestComment - 1]) ? LongestComment - 1 : LongestComment)];
    }

    private static bool IsGreeting(string line) => Greetings.Contains(line.TrimEnd([.. Ends]), StringComparer.Ordinal);

    private static string WithoutQuotes(string line) => line.TrimStart('"', '“', '「', '『', '【', '[', '(', '*', ' ');

    private sealed record VocabularyWord(string Text, ReplyMeaning Meaning, TaskOutcome? Outcome);

    private sealed record Beginning(VocabularyWord Word, string Rest);
}
