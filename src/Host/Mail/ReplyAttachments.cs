using Workflows.Core.Organisation;
using Workflows.Inspection.Evidence;
using Workflows.Runtime.Mails;

namespace Host.Mail;

/// <summary>What comes attached to an answer becomes evidence of the ticket, as if it had been handed in with the task.</summary>
internal sealed partial class ReplyAttachments(IEvidenceStore evidence, ILogger<ReplyAttachments> logger) : IReplyAttachments
{
    /// <summary>Where it is found, in place of the path of a form's field.</summary>
    public const string Field = "mail";

    public async Task KeepAsync(Actor by, Guid taskId, string fileName, Stream content, CancellationToken cancellationToken = default)
    {
        if ((await evidence.AddAsync(by, taskId, Field, fileName, mustBeImage: false, content, cancellationToken)).Refusal is { } refusal)
        {
            NotKept(logger, taskId, refusal.Code);
        }
    }

    [LoggerMessage(LogLevel.Warning, "An attachment of an answer about task {TaskId} was not kept: {Code}.")]
    private static partial void NotKept(ILogger logger, Guid taskId, string code);
}
