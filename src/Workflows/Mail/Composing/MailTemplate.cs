using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Expressions;

namespace Workflows.Mail.Composing;

/// <summary>A mail template: first line <c>Subject: …</c>, an empty line, then the plain text, both Liquid.</summary>
internal sealed class MailTemplate
{
    private const string SubjectPrefix = "Subject:";
    private const int LongestSubject = 200;

    private readonly LiquidText _subject;
    private readonly LiquidText _body;

    private MailTemplate(LiquidText subject, LiquidText body) => (_subject, _body) = (subject, body);

    /// <summary>Reads a template.</summary>
    /// <exception cref="MailTemplateException">It has no subject line or is not Liquid.</exception>
    public static MailTemplate Parse(string source)
    {
        var lines = source.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n', 2);
        if (!lines[0].StartsWith(SubjectPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new MailTemplateException($"The first line must begin with '{SubjectPrefix}'.") { Line = 1 };
        }

        var subject = Read(lines[0][SubjectPrefix.Length..], firstLine: 1);
        var body = Read(lines.Length > 1 ? lines[1] : "", firstLine: 2);
        return new MailTemplate(subject, body);
    }

    /// <summary>Fills the HTML of a template in: a text without a subject. Every value is escaped, so that what people typed stays text.</summary>
    /// <exception cref="MailTemplateException">It is not Liquid, reads what it may not, or never ends.</exception>
    public static string FillHtml(string source, JsonObject model) => Fill(Read(source.TrimStart('\uFEFF'), firstLine: 1), (JsonObject)Escaped(model)!);

    private static LiquidText Read(string source, int firstLine)
    {
        var text = LiquidText.Read(source);
        return text.Error is { } error
            ? throw new MailTemplateException($"{error} (line {(LiquidText.FaultyLine(source) ?? 1) + firstLine - 1})") { Line = (LiquidText.FaultyLine(source) ?? 1) + firstLine - 1 }
            : text;
    }

    private static JsonNode? Escaped(JsonNode? node) => node switch
    {
        JsonObject source => new JsonObject(source.Select(m => KeyValuePair.Create(m.Key, Escaped(m.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Escaped)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => WebUtility.HtmlEncode(value.ToString()),
        _ => node?.DeepClone(),
    };

    /// <summary>Fills the template in. Subject and body are filled apart, so that a value with line breaks cannot leave the subject.</summary>
    /// <exception cref="MailTemplateException">It reads what it may not, or never ends.</exception>
    public (string Subject, string Body) Fill(JsonObject model)
    {
        var subject = MailAddresses.OneLine(Fill(_subject, model));
        if (subject.Length > LongestSubject)
        {
            subject = subject[..(char.IsHighSurrogate(subject[LongestSubject - 1]) ? LongestSubject - 1 : LongestSubject)] + "…";
        }

        return (subject, Fill(_body, model).Trim() + "\n");
    }

    private static string Fill(LiquidText text, JsonObject model)
    {
        var (filled, error) = text.Fill(model);
        return filled ?? throw new MailTemplateException(error ?? "The template cannot be filled in.");
    }
}
