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
            throw new MailTemplateException($"The first line must begin with '{SubjectPrefix}'.");
        }

        var subject = LiquidText.Read(lines[0][SubjectPrefix.Length..]);
        var body = LiquidText.Read(lines.Length > 1 ? lines[1] : "");
        return (subject.Error ?? body.Error) is { } error ? throw new MailTemplateException(error) : new MailTemplate(subject, body);
    }

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
