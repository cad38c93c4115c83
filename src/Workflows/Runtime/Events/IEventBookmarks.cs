namespace Workflows.Runtime.Events;

/// <summary>A place where an instance waits for an event.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="BookmarkId">The bookmark.</param>
public sealed record EventBookmark(Guid InstanceId, Guid BookmarkId);

/// <summary>Finds who waits for an event.</summary>
public interface IEventBookmarks
{
    /// <summary>Bookmarks of the event's name whose correlation is the event's or none; all of them for an event without one.</summary>
    Task<IReadOnlyList<EventBookmark>> WaitingForAsync(string eventName, string? correlationId, CancellationToken cancellationToken = default);

    /// <summary>The instance that a bookmark for outside work or events belongs to; <see langword="null"/> when it is burnt or unknown.</summary>
    Task<Guid?> InstanceOfAsync(Guid bookmarkId, CancellationToken cancellationToken = default);
}
