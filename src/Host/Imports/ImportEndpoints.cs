using Host.Accounts;
using Workflows.Inspection.Drops;

namespace Host.Imports;

/// <summary>Downloads of the Imports page.</summary>
public static class ImportEndpoints
{
    /// <summary>Address of the reject file of an import.</summary>
    public static string RejectsOf(Guid importId) => $"/imports/{importId}/rejects.csv";

    /// <summary>Maps the downloads.</summary>
    public static IEndpointRouteBuilder MapImportDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/imports/{importId:guid}/rejects.csv", async (Guid importId, IImportLog log, CancellationToken cancellationToken) =>
        {
            var report = (await log.ListAsync(cancellationToken)).FirstOrDefault(r => r.Id == importId);
            return report?.RejectFile is { } path && File.Exists(path)
                ? Results.File(Path.GetFullPath(path), "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(report.Source)}-rejects.csv")
                : Results.NotFound();
        }).RequireAuthorization(Policies.Import).ExcludeFromDescription();
        return routes;
    }
}
