using System.Globalization;
using DotLiquid;
using DotLiquid.Exceptions;

namespace Workflows.Mail.Composing;

/// <summary>A mail template: first line <c>Subject: …</c>, an empty line, then the plain text, both Liquid.</summary>
internal sealed class MailTemplate
{
    private const string SubjectPrefix = "Subject:";
    private const int LongestSubject = 200;
    private const int RenderingTimeout = 1000; // milliseconds
    private const int MostIterations = 10_000;

    private readonly Template _subject;
    private readonly Template _body;

    private MailTemplate(Template subject, Template body) => (_subject, _body) = (subject, body);

    /// <summary>Reads a template.</summary>
    /// <exception cref="MailTemplateException">It has no subject line or is not Liquid.</exception>
    public static MailTemplate Parse(string source)
    {
        var lines = source.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n', 2);
        if (!lines[0].StartsWith(SubjectPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new MailTemplateException($"The first line must begin with '{SubjectPrefix}'.");
        }

        try
        {
            return new MailTemplate(
                Template.Parse(lines[0][SubjectPrefix.Length..], SyntaxCompatibility.DotLiquid22a),
                Template.Parse(lines.Length > 1 ? lines[1] : "", SyntaxCompatibility.DotLiquid22a));
        }
        catch (LiquidException exception)
        {
            throw new MailTemplateException(exception.Message, exception);
        }
    }

    /// <summary>Fills the template in. Subject and body are filled apart, so that a value with line breaks cannot leave the subject.</summary>
    /// <exception cref="MailTemplateException">It reads what it may not, or never ends.</exception>
    public (string Subject, string Body) Render(Hash model, CultureInfo culture)
    {
        var subject = MailAddresses.OneLine(Render(_subject, model, culture));
        if (subject.Length > LongestSubject)
        {
            subject = subject[..(char.IsHighSurrogate(subject[LongestSubject - 1]) ? LongestSubject - 1 : LongestSubject)] + "…";
        }

        return (subject, Render(_body, model, culture).Trim() + "\n");
    }

    private static string Render(Template template, Hash model, CultureInfo culture)
    {
        try
        {
            return template.Render(new RenderParameters(culture)
            {
                LocalVariables = model,
                Filters = [typeof(MailFilters)],
                ErrorsOutputMode = ErrorsOutputMode.Rethrow,
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
                MaxIterations = MostIterations,
                Timeout = RenderingTimeout,
            });
        }
        catch (Exception exception)
        {
            // The renderer has no common base for what a template can provoke: too many iterations, a timeout, arithmetic, a format.
            throw new MailTemplateException(exception.Message, exception);
        }
    }
}
