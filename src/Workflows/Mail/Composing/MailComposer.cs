using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Time;

namespace Workflows.Mail.Composing;

/// <summary>
/// Puts a mail into words. A template of the package comes first, then the product's own of the same name, then the package's in the
/// other language, then a general notice: a broken template must not keep a deadline's mail from leaving, so it is told beside the mail instead.
/// </summary>
internal sealed class MailComposer(WorkingCalendar calendar)
{
    /// <summary>Composes a mail in one language.</summary>
    /// <param name="package">The package that the instance is pinned to; <see langword="null"/> = none.</param>
    /// <param name="template">Key of the template, without language.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="model">What the template may read.</param>
    public ComposedMail Compose(WorkflowPackage? package, string template, string language, JsonObject model)
    {
        var localized = new MailModel(language, calendar.Offset).Localize(model);
        LocalizedText? problem = null;
        foreach (var source in Sources(package, template, language))
        {
            try
            {
                var (subject, body) = MailTemplate.Parse(source).Fill(localized);
                return WithHtml(new ComposedMail(subject, body, problem), package, template, language, source, localized);
            }
            catch (MailTemplateException exception)
            {
                problem ??= new LocalizedText(
                    $"邮件模板 {template} 有误，已改用系统标准文本：{exception.Message}",
                    $"The mail template {template} is faulty; the standard text was sent instead: {exception.Message}");
            }
        }

        var notice = MailTemplate.Parse(BuiltInTemplates.Find(BuiltInTemplates.Notice, language)!).Fill(localized);
        problem ??= new LocalizedText(
            $"流程包中没有邮件模板 {template}，已改用通知文本。",
            $"The package has no mail template {template}; a general notice was sent instead.");
        return new ComposedMail(notice.Subject, notice.Body, problem);
    }

    /// <summary>Adds the HTML of the template whose text was used; a faulty one is left out and told.</summary>
    private static ComposedMail WithHtml(ComposedMail mail, WorkflowPackage? package, string template, string language, string used, JsonObject model)
    {
        if (package?.MailTemplates.GetValueOrDefault($"{template}.{language}") != used || package.MailTemplates.GetValueOrDefault($"{template}.{language}.html") is not { } html)
        {
            return mail;
        }

        try
        {
            return mail with { Html = MailTemplate.FillHtml(html, model) };
        }
        catch (MailTemplateException exception)
        {
            return mail with
            {
                Problem = new LocalizedText($"邮件模板 {template} 的 HTML 有误，已按文本生成：{exception.Message}", $"The HTML of the mail template {template} is faulty and was made from the text instead: {exception.Message}"),
            };
        }
    }

    /// <summary>What stands below a mail that can be decided by.</summary>
    public string Footer(string template, string language, JsonObject model) =>
        MailTemplate.Parse(BuiltInTemplates.Find(template, language)!).Fill(new MailModel(language, calendar.Offset).Localize(model)).Body;

    private static IEnumerable<string> Sources(WorkflowPackage? package, string template, string language)
    {
        var other = language == "zh-CN" ? "en" : "zh-CN";
        string?[] sources =
        [
            package?.MailTemplates.GetValueOrDefault($"{template}.{language}"),
            BuiltInTemplates.Find(template, language),
            package?.MailTemplates.GetValueOrDefault($"{template}.{other}"),
        ];
        return sources.OfType<string>();
    }
}
