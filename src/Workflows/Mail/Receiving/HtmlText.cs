using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Text;

namespace Workflows.Mail.Receiving;

/// <summary>Reads the text of an HTML mail and leaves out what mail programs mark as a quote. Text that is not shown is not read either.</summary>
internal static partial class HtmlText
{
    private const int LongestText = 400_000;
    private static readonly string[] QuoteMarks = ["gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg", "appendonsend", "ntes-mailmaster-quote", "ntes-mail-quote", "isreplycontent", "qqmail_quote", "foxmail_quote", "protonmail_quote", "mail-quote-collapse", "alimail-quote", "__aliyun_previous_quote", "outlookmessageheader", "ms-outlook-mobile-reference-message", "zm_quote"];
    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase) { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr" };
    private static readonly HashSet<string> Block = new(StringComparer.OrdinalIgnoreCase) { "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section", "article", "header", "footer" };
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "head", "style", "script", "title", "template", "noscript", "textarea", "select", "svg", "object" };

    /// <summary>The text, a line per line; from the first quote on it is left out.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder();
        var hidden = new Stack<string>();
        using var reader = new StringReader(html.Length > LongestText ? html[..LongestText] : html);
        var tokenizer = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        while (tokenizer.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { IsEndTag: false } tag when hidden.Count == 0 && IsQuote(tag):
                    return text.ToString();
                case HtmlTagToken tag:
                    Take(tag, hidden, text);
                    break;
                case HtmlDataToken data when hidden.Count == 0:
                    text.Append(data.Data.ReplaceLineEndings(" "));
                    break;
            }
        }

        return text.ToString();
    }

    private static void Take(HtmlTagToken tag, Stack<string> hidden, StringBuilder text)
    {
        if (hidden.Count > 0)
        {
            if (tag.IsEndTag)
            {
                Close(tag.Name, hidden);
            }
            else if (!tag.IsEmptyElement && !Void.Contains(tag.Name))
            {
                hidden.Push(tag.Name);
            }

            return;
        }

        if (!tag.IsEndTag && !tag.IsEmptyElement && !Void.Contains(tag.Name) && IsHidden(tag))
        {
            hidden.Push(tag.Name);
        }
        else if (Block.Contains(tag.Name))
        {
            text.Append('\n');
        }
    }

    /// <summary>An end tag ends its own element and whatever was left open inside it; a stray one ends nothing.</summary>
    private static void Close(string name, Stack<string> open)
    {
        if (!open.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        while (!open.Pop().Equals(name, StringComparison.OrdinalIgnoreCase))
        {
        }
    }

    private static bool IsQuote(HtmlTagToken tag) =>
        tag.Name.Equals("blockquote", StringComparison.OrdinalIgnoreCase)
        || tag.Attributes.Any(a => a.Name is "class" or "id" or "name" && QuoteMarks.Any(mark => a.Value?.Contains(mark, StringComparison.OrdinalIgnoreCase) == true))
        || IsOutlooksLine(tag);

    /// <summary>Outlook draws a line above the quoted header: a division with nothing but a top border.</summary>
    private static bool IsOutlooksLine(HtmlTagToken tag) =>
        tag.Name.Equals("div", StringComparison.OrdinalIgnoreCase) && Style(tag) is { } style && style.Contains("border:none;border-top:solid", StringComparison.Ordinal);

    private static bool IsHidden(HtmlTagToken tag) =>
        Unseen.Contains(tag.Name)
        || tag.Attributes.Any(a => a.Name == "hidden")
        || (Style(tag) is { } style && (style.Contains("display:none", StringComparison.Ordinal) || style.Contains("visibility:hidden", StringComparison.Ordinal)
            || Tiny().IsMatch(style) || style.Contains("opacity:0", StringComparison.Ordinal) || style.Contains("mso-hide:all", StringComparison.Ordinal)));

    private static string? Style(HtmlTagToken tag) =>
        tag.Attributes.FirstOrDefault(a => a.Name == "style")?.Value is { } style ? string.Concat(style.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant() : null;

    [GeneratedRegex("font-size:0(px|pt|em|rem|%)?(;|!|$)")]
    private static partial Regex Tiny();
}
