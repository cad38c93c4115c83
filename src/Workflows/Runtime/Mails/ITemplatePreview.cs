using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Mails;

/// <summary>Shows what a mail template comes to, before anybody gets such a mail.</summary>
public interface ITemplatePreview
{
    /// <summary>Fills a template in for a real task, as the mail to the person who has it would be.</summary>
    /// <param name="by">Who looks; must be able to see the task.</param>
    /// <param name="text">The template: first line <c>Subject: …</c>, an empty line, the text.</param>
    /// <param name="html">Its HTML; <see langword="null"/> = it follows from the text.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<PreviewedTemplate> PreviewAsync(Actor by, string text, string? html, string language, Guid taskId, CancellationToken cancellationToken = default);
}

/// <summary>What a template comes to.</summary>
/// <param name="Receiver">Who would get it.</param>
/// <param name="Subject">The subject; empty when it is faulty.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The HTML.</param>
/// <param name="Refusal">What is wrong (<c>mail.template</c>, <c>task.not-found</c>); <see langword="null"/> = nothing.</param>
/// <param name="Line">The line that is to blame, from 1, when one can be named.</param>
/// <param name="InHtml">Whether that is a line of the HTML.</param>
public sealed record PreviewedTemplate(string Receiver, string Subject, string Text, string Html, Refusal? Refusal = null, int? Line = null, bool InHtml = false);
