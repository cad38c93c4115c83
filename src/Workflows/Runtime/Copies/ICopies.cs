using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Workflows.Runtime.Copies;

/// <summary>抄送: notices that people got of instances. Nothing waits for them; a notice is written with the step that sent it.</summary>
public interface ICopies
{
    /// <summary>The reader's notices, unread ones first, then the newest.</summary>
    /// <param name="reader">Whose.</param>
    /// <param name="skip">Rows to leave out.</param>
    /// <param name="take">Rows to return, 1–200.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Page<CopyItem>> ListAsync(Actor reader, int skip = 0, int take = 50, CancellationToken cancellationToken = default);

    /// <summary>How many the reader has not read.</summary>
    Task<int> CountUnreadAsync(Actor reader, CancellationToken cancellationToken = default);

    /// <summary>已阅: the reader has read the notices of an instance.</summary>
    Task MarkReadAsync(Actor reader, Guid instanceId, DateTimeOffset now, CancellationToken cancellationToken = default);
}

/// <summary>A notice.</summary>
/// <param name="InstanceId">What it is about.</param>
/// <param name="Header">As in lists.</param>
/// <param name="DefinitionId">The workflow.</param>
/// <param name="By">Person id of who sent it.</param>
/// <param name="Note">What the reader should look at.</param>
/// <param name="At">When it was sent.</param>
/// <param name="ReadAt">When it was read; <see langword="null"/> = not yet.</param>
public sealed record CopyItem(Guid InstanceId, InstanceHeader Header, string DefinitionId, string By, string? Note, DateTimeOffset At, DateTimeOffset? ReadAt);
