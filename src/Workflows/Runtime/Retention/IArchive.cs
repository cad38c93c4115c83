using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Workflows.Runtime.Retention;

/// <summary>Looks into the archive files, as far as a reader may.</summary>
public interface IArchive
{
    /// <summary>Instances that were stored away, those that ended last first.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="search">Part of number, title or subject; <see langword="null"/> = all.</param>
    /// <param name="skip">Rows to leave out.</param>
    /// <param name="take">Rows to return, 1–200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Page<StoredInstance>> ListAsync(Actor reader, string? search = null, int skip = 0, int take = 50, CancellationToken cancellationToken = default);

    /// <summary>An instance as its archive file has it; <see langword="null"/> when it was not stored away or the reader may not see it.</summary>
    /// <exception cref="InvalidDataException">The archive file is missing or damaged; the message says which.</exception>
    Task<InstanceDetail?> FindAsync(Actor reader, Guid instanceId, CancellationToken cancellationToken = default);
}

/// <summary>What the database still knows of an instance that was stored away.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="DefinitionId">Its definition.</param>
/// <param name="Header">As lists showed it.</param>
/// <param name="SubStatus">How it ended.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="EndedAt">When its last step was taken.</param>
/// <param name="StoredAt">When it was stored away.</param>
/// <param name="File">The archive file, relative to the archive's folder.</param>
public sealed record StoredInstance(Guid InstanceId, string DefinitionId, InstanceHeader Header, InstanceSubStatus SubStatus, DateTimeOffset CreatedAt, DateTimeOffset EndedAt, DateTimeOffset StoredAt, string File);
