using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Mail.Composing;
using Workflows.Mail.Sending;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;

namespace Workflows.Mail;

/// <summary>Fills templates in with what the mails of a step give them: the task and the header of its instance, which its doer sees, and nothing else.</summary>
internal sealed class TemplatePreview(IInstanceQueries queries, IPeople people, MailLetters letters, MailClock clock) : ITemplatePreview
{
    public async Task<PreviewedTemplate> PreviewAsync(Actor by, string text, string? html, string language, Guid taskId, CancellationToken cancellationToken = default)
    {
        if (await queries.FindTaskAsync(by, taskId, cancellationToken) is not { } detail)
        {
            return Faulty("", new Refusal("task.not-found", new LocalizedText("没有这项任务，或您无权查看。请另选一个工单。", "There is no such task, or you may not see it. Choose another ticket.")));
        }

        var receiver = Receiver(detail.Task) ?? by.Name;
        var model = new MailModel(language, clock.LocalOffset).Localize(Model(detail, receiver));
        try
        {
            var (subject, body) = MailTemplate.Parse(text).Fill(model);
            try
            {
                return new PreviewedTemplate(receiver, subject, body, string.IsNullOrWhiteSpace(html) ? HtmlBody.From(body, language) : MailTemplate.FillHtml(html, model));
            }
            catch (MailTemplateException exception)
            {
                return Faulty(receiver, Fault(exception)) with { Line = exception.Line, InHtml = true };
            }
        }
        catch (MailTemplateException exception)
        {
            return Faulty(receiver, Fault(exception)) with { Line = exception.Line };
        }
    }

    private JsonObject Model(TaskDetail detail, string receiver)
    {
        var model = Engine.MailModel(detail.Task, detail.Instance.Header, people.Chart, clock.LocalOffset);
        model["receiver"] = new JsonObject { ["name"] = receiver };
        model["link"] = letters.Link($"tasks/{detail.Task.Id}");
        model["urge"] = new JsonObject { ["by"] = receiver, ["note"] = null, ["times"] = 1 };
        return model;
    }

    /// <summary>Who has the task, or one who may take it.</summary>
    private string? Receiver(HumanTask task)
    {
        var candidate = task.Candidates.FirstOrDefault();
        var person = (task.Assignee ?? candidate?.PersonId) is { } id ? people.Find(id) : candidate?.Role is { } role ? people.Holding(role, candidate.Unit) is [var first, ..] ? first : null : null;
        return person?.Name;
    }

    private static Refusal Fault(MailTemplateException exception) => new("mail.template", new LocalizedText(
        exception.Line is { } line ? $"第 {line} 行有误：{exception.Message}" : $"模板有误：{exception.Message}", exception.Line is { } at ? $"Line {at} is faulty: {exception.Message}" : $"The template is faulty: {exception.Message}"));

    private static PreviewedTemplate Faulty(string receiver, Refusal refusal) => new(receiver, "", "", "", refusal);
}
