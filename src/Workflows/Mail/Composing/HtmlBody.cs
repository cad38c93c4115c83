using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Workflows.Mail.Sending;

namespace Workflows.Mail.Composing;

/// <summary>The plain text again as simple HTML, for readers of mail that show nothing else well.</summary>
internal static partial class HtmlBody
{
    private const int LongestShown = 48;

    private const string Style = "font-family:'Noto Sans CJK SC','Microsoft YaHei',sans-serif;font-size:15px;line-height:1.6;overflow-wrap:anywhere;max-width:640px";

    private const string Button = "display:inline-block;margin:4px 0;padding:6px 18px;border-radius:6px;background:#00706b;color:#ffffff;text-decoration:none";

    private const string Small = "font-size:12px;color:#595959";

    /// <summary>Escapes the text, keeps its lines and makes its web addresses links: a button where a line is words, a colon and an address.</summary>
    public static string From(string text, string language)
    {
        return $"<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"></head><body style=\"{Style}\">\n{Paragraphs(text)}</body></html>\n";
    }

    /// <summary>A text below a template's own HTML.</summary>
    public static string Below(string html, string text)
    {
        var end = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        var below = $"<div style=\"{Style}\">\n{Paragraphs(text)}</div>\n";
        return end < 0 ? html + below : html[..end] + below + html[end..];
    }

    private static string Paragraphs(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Trim().Split("\n\n"))
        {
            html.Append("<p>").AppendJoin("<br>\n", paragraph.Trim('\n').Split('\n').Select(Line)).Append("</p>\n");
        }

        return html.ToString();
    }

    private static string Line(string line)
    {
        if (Labelled().Match(line) is { Success: true } labelled)
        {
            return $"<a href=\"{WebUtility.HtmlEncode(labelled.Groups["address"].Value)}\" style=\"{Button}\">{WebUtility.HtmlEncode(labelled.Groups["label"].Value)}</a>";
        }

        return ReplyMarks.Secrets(line).Any() ? $"<span style=\"{Small}\">{WebUtility.HtmlEncode(line)}</span>" : Text(line);
    }

    private static string Text(string line)
    {
        var html = new StringBuilder();
        var position = 0;
        foreach (Match match in WebAddress().Matches(line))
        {
            var address = WebUtility.HtmlEncode(match.Value);
            html.Append(WebUtility.HtmlEncode(line[position..match.Index])).Append("<a href=\"").Append(address).Append("\">").Append(Shown(match.Value)).Append("</a>");
            position = match.Index + match.Length;
        }

        return html.Append(WebUtility.HtmlEncode(line[position..])).ToString();
    }

    /// <summary>A long address fills the screen of a phone and tells nobody anything: its beginning is enough.</summary>
    private static string Shown(string address) => WebUtility.HtmlEncode(address.Length <= LongestShown ? address : $"{address[..LongestShown]}…");

    [GeneratedRegex(@"^(?<label>[^:：]{1,40})[:：]\s*(?<address>https?://[!-~]+)$")]
    private static partial Regex Labelled();

    [GeneratedRegex(@"https?://[!-~]+")]
    private static partial Regex WebAddress();
}
