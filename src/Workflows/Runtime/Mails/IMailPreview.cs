using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Workflows.Runtime.Mails;

/// <summary>Puts mails into the words that they would go out with, and sends nothing.</summary>
public interface IMailPreview
{
    /// <summary>What a wish would send, one mail per receiver, each in the receiver's language. Mails that can be decided by have no key here.</summary>
    /// <param name="mail">The wish.</param>
    /// <param name="instance">The instance that wished it.</param>
    /// <param name="package">Whose templates are used.</param>
    IReadOnlyList<PreviewedMail> Preview(SendMail mail, WorkflowInstance instance, WorkflowPackage package);
}

/// <summary>A mail as it would go out.</summary>
/// <param name="ReceiverName">Who would get it.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Problem">Why it could not be sent, or why the standard text stands here; <see langword="null"/> = nothing is wrong.</param>
public sealed record PreviewedMail(string ReceiverName, string Subject, string Body, LocalizedText? Problem);
