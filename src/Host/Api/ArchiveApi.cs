using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;

namespace Host.Api;

/// <summary>Tickets that were stored away, as far as the caller may see them; each is read at <c>/api/tickets/{id}</c> as before.</summary>
internal static class ArchiveApi
{
    /// <summary>Maps them.</summary>
    public static void MapArchive(this IEndpointRouteBuilder api) =>
        api.MapGet("/archive", ListAsync).WithTags("Tickets")
            .WithName("ListStoredTickets").WithSummary("Tickets that were stored away in archive files, those that ended last first.");

    private static Task<Page<StoredInstance>> ListAsync(Caller caller, IArchive archive, CancellationToken cancellationToken, string? q = null, int skip = 0, int take = 50) =>
        archive.ListAsync(caller.Actor, q, Math.Max(0, skip), Math.Clamp(take, 1, 200), cancellationToken);
}
