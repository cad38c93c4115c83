using System.Text.RegularExpressions;
using Workflows.Mail.Sending;

namespace Workflows.Mail.Receiving;

/// <summary>Takes what a person wrote out of an answer: everything from our own line, a quote, a forwarded header or a signature on is somebody else's.</summary>
internal static partial class WrittenText
{
    private const int LongestText = 200_000;

    /// <summary>The lines that its sender wrote, trimmed at both ends.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var lines = (text.Length > LongestText ? text[..LongestText] : text).ReplaceLineEndings("\n").Split('\n');
        var end = Enumerable.Range(0, lines.Length).FirstOrDefault(i => IsOurs(lines[i]) || IsQuote(lines[i]) || IsWrappedQuote(lines, i) || IsHeaderBlock(lines, i), lines.Length);
        var written = lines.Take(end).Select(line => line.Replace('\u00A0', ' ').Replace("\u200B", "", StringComparison.Ordinal).Trim()).ToList();
        var signature = written.FindIndex(IsSignature);
        return Trim(signature < 0 ? written : written.Take(signature));
    }

    private static List<string> Trim(IEnumerable<string> lines)
    {
        var kept = lines.SkipWhile(line => line.Length == 0).ToList();
        while (kept is [.., ""])
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return kept;
    }

    /// <summary>Our own line, however a mail program has drawn or quoted it.</summary>
    private static bool IsOurs(string line) =>
        line.Contains("请在此线以上回复", StringComparison.Ordinal) || line.Contains("Reply above this line", StringComparison.OrdinalIgnoreCase) || ReplyMarks.Secrets(line).Any();

    private static bool IsQuote(string line)
    {
        var text = line.Trim(' ', '\t', '\u00A0', '\u200B', '*', '|');
        return text.StartsWith('>') || text.StartsWith('＞') || Separator().IsMatch(text) || Wrote().IsMatch(text);
    }

    /// <summary>"On … wrote:" that a mail program has broken into two lines.</summary>
    private static bool IsWrappedQuote(string[] lines, int i) =>
        i + 1 < lines.Length && WroteBegins().IsMatch(lines[i].Trim()) && Wrote().IsMatch($"{lines[i].Trim()} {lines[i + 1].Trim()}");

    /// <summary>Two header lines below each other (发件人: … 发送时间: …): how Outlook, Foxmail and 网易 begin a quote.</summary>
    private static bool IsHeaderBlock(string[] lines, int i) =>
        HeaderLine().IsMatch(lines[i].Trim()) && lines.Skip(i + 1).FirstOrDefault(line => line.Trim().Length > 0) is { } next && HeaderLine().IsMatch(next.Trim());

    private static bool IsSignature(string line) => line is "--" or "-- " || SentFrom().IsMatch(line);

    [GeneratedRegex(@"^[-_=—–\s]*(原始邮件|原邮件|转发邮件|转发的邮件|回复的原邮件|Original Message|Original message|Original Email|Forwarded message|Forwarded Message|Begin forwarded message:?|Ursprüngliche Nachricht|邮件原文)[-_=—–\s:：]*$|^[-_]{10,}$|^-{5,}\s*(Original|原始|回复的|转发)")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(On\s.{4,200}\swrote:?|On\s.{4,200}<[^>]{3,100}>\s*$|在\s?.{4,200}(写道|寫道)\s?[:：]?|.{4,200}\s?(于|於)\s?\d{4}.{4,60}(写道|寫道)\s?[:：]?|.{0,200}(写道|寫道)\s?[:：]\s*|At\s\d{4}-\d\d-\d\d.{4,200}wrote:?|\d{4}[-/年]\d{1,2}[-/月]\d{1,2}.{2,200}(写道|寫道|wrote)\s?[:：]?|-{2,}\s*回复的原邮件\s*-{2,}.*)$")]
    private static partial Regex Wrote();

    [GeneratedRegex(@"^(On|在)\s.{4,}|^.{2,}(于|於)\s?\d{4}")]
    private static partial Regex WroteBegins();

    [GeneratedRegex(@"^\**\s*\|?\s*(From|Sent|Date|To|Cc|Subject|发件人|发件时间|发送时间|发送日期|日期|时间|收件人|抄送人?|主题|寄件者|寄件日期|收件者|主旨)\s*\**\s*[:：|]", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"^(发自我的|發自我的|来自我的|发自|Sent from (my|Mail|Outlook|Yahoo)|Get Outlook for|获取 ?Outlook|从 ?Windows ?版|下载 ?Outlook|通过 ?.{2,20}邮箱.{0,10}发送|---来自|来自 ?.{1,20}手机)", RegexOptions.IgnoreCase)]
    private static partial Regex SentFrom();
}
