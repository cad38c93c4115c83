using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Workflows.Mail.Sending;

namespace Workflows.Mail.Receiving;

/// <summary>A mail as it came, and what can be read in it without believing anything.</summary>
internal sealed class ReceivedMail
{
    private const int LongestExcerpt = 1000;
    private const int LongestSubject = 200;

    private ReceivedMail(byte[] raw, MimeMessage message)
    {
        (Raw, Message) = (raw, message);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(raw));
        Text = TextOf(message);
        Written = WithoutName(WrittenText.Of(Text), message.From.Mailboxes.FirstOrDefault()?.Name);
    }

    /// <summary>As received.</summary>
    public byte[] Raw { get; }

    /// <summary>The same, read.</summary>
    public MimeMessage Message { get; }

    /// <summary>SHA-256 (hex, lower case) of <see cref="Raw"/>.</summary>
    public string Sha256 { get; }

    /// <summary>The text with all quotes that could not be told by their markup.</summary>
    public string Text { get; }

    /// <summary>The lines that its sender wrote.</summary>
    public IReadOnlyList<string> Written { get; }

    /// <summary>What its sender wrote, shortened, for people.</summary>
    public string Excerpt => Shortened(string.Join('\n', Written), LongestExcerpt);

    /// <summary>Its subject on one line, shortened.</summary>
    public string Subject => Shortened(MailAddresses.OneLine(Message.Subject ?? ""), LongestSubject);

    /// <summary>Reads a mail; a broken one gives what can be read of it.</summary>
    /// <returns><see langword="null"/> when it is no mail at all.</returns>
    public static ReceivedMail? Read(byte[] raw)
    {
        try
        {
            using var stream = new MemoryStream(raw, writable: false);
            return new ReceivedMail(raw, MimeMessage.Load(stream));
        }
        catch (Exception exception) when (exception is FormatException or ParseException or ArgumentException or NotSupportedException or IOException)
        {
            return null;
        }
    }

    /// <summary>The secrets that it brings: in the addresses it was written to, and in what it quotes.</summary>
    public IReadOnlyList<string> Secrets() =>
    [
        .. Message.To.Mailboxes.Select(m => PlusPart(m.Address)).OfType<string>().Concat(SecretsInText()).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Those of them that stand in the text, which every signature covers.</summary>
    public IEnumerable<string> SecretsInText() =>
        Message.BodyParts.OfType<TextPart>().Where(part => !part.IsAttachment).SelectMany(part => ReplyMarks.Secrets(TextOf(part)));

    /// <summary>Files that came with it, pictures inside the text left out.</summary>
    public IEnumerable<MimePart> Attachments => Message.Attachments.OfType<MimePart>().Where(part => part.Content is not null);

    /// <summary>A signature that is nothing but the sender's name says nothing.</summary>
    private static IReadOnlyList<string> WithoutName(IReadOnlyList<string> lines, string? name) =>
        lines.Count > 1 && lines[^1] == name?.Trim() ? [.. lines.SkipLast(1).Reverse().SkipWhile(line => line.Length == 0).Reverse()] : lines;

    private static string? PlusPart(string address)
    {
        var at = address.LastIndexOf('@');
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var part = plus >= 0 && at > plus ? address[(plus + 1)..at].ToLowerInvariant() : "";
        return part.Length == 32 && part.All(c => c is (>= 'a' and <= 'z') or (>= '2' and <= '7')) ? part : null;
    }

    /// <summary>The first plain text that says something, else the HTML text.</summary>
    private static string TextOf(MimeMessage message)
    {
        var parts = message.BodyParts.OfType<TextPart>().Where(part => !part.IsAttachment).ToList();
        var plain = parts.Where(part => part.IsPlain).Select(TextOf).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        return plain ?? parts.Where(part => part.IsHtml).Select(part => HtmlText.Of(TextOf(part))).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? "";
    }

    private static string TextOf(TextPart part)
    {
        try
        {
            return (EncodingOf(part.ContentType.Charset) is { } encoding ? part.GetText(encoding) : part.Text) ?? "";
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException or FormatException or IOException)
        {
            return "";
        }
    }

    /// <summary>网易, QQ and Outlook write Chinese as GBK and GB18030, which .NET knows only when asked to, and MimeKit only when it was asked before MimeKit woke up.</summary>
    private static Encoding? EncodingOf(string? charset)
    {
        try
        {
            return string.IsNullOrEmpty(charset) ? null : CodePagesEncodingProvider.Instance.GetEncoding(charset.Trim());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Shortened(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}
