using Workflows.Core.Organisation;

namespace Workflows.Runtime.Mails;

/// <summary>Takes in what came attached to an answer.</summary>
public interface IReplyAttachments
{
    /// <summary>Keeps a file as evidence of a task. One that is not to be kept, because of its kind or size, is left out; it stays in the mail.</summary>
    /// <param name="by">Who sent it.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="fileName">As named by the sender.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task KeepAsync(Actor by, Guid taskId, string fileName, Stream content, CancellationToken cancellationToken = default);
}
