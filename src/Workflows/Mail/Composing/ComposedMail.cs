using Workflows.Core;

namespace Workflows.Mail.Composing;

/// <summary>A mail in words, before it has an envelope.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Problem">Why the product's standard text stands here instead of the template's; <see langword="null"/> when the template was used.</param>
internal sealed record ComposedMail(string Subject, string Body, LocalizedText? Problem)
{
    /// <summary>The template's own HTML; <see langword="null"/> = it follows from the text.</summary>
    public string? Html { get; init; }
}
