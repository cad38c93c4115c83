using System.Collections.Immutable;
using Workflows.Core.Forms;

namespace Workflows.Core.Definitions;

/// <summary>
/// A workflow folder as one thing: the definition with the forms and mail templates it uses. It is versioned as a whole,
/// so an instance that is pinned to a version keeps its forms and mails too.
/// </summary>
/// <param name="Definition">The flow.</param>
/// <param name="Forms">Forms by key.</param>
/// <param name="MailTemplates">Liquid sources by file name without extension (<c>task-overdue.zh-CN</c>).</param>
public sealed record WorkflowPackage(
    WorkflowDefinition Definition,
    ImmutableDictionary<string, FormDefinition> Forms,
    ImmutableDictionary<string, string> MailTemplates)
{
    /// <summary>SHA-256 (hex, lower case) over all files of the folder; empty for a package that was not read from files.</summary>
    public string ContentHash { get; init; } = "";
}
