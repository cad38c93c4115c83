using Host.Accounts;
using Host.Imports;
using Host.Jobs;
using Workflows.Core;
using Workflows.Inspection.Drops;

namespace Host.Api;

/// <summary>Drops: uploads, those laid ready on the server, and what became of them.</summary>
internal static class ImportApi
{
    private const int MultipartOverhead = 64 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/imports").WithTags("Imports").RequireAuthorization(Policies.Import);
        group.MapGet("", (IImportLog log, CancellationToken cancellationToken) => log.ListAsync(cancellationToken))
            .WithName("ListImports").WithSummary("Import reports, newest first.");
        group.MapPost("", UploadAsync).Produces<ImportReport>().Produces<ImportJob>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .Accepts<IFormFile>("multipart/form-data").WithMetadata(new NoBodyLimit())
            .WithName("ImportUpload").WithSummary("Imports a drop sent as a zip (multipart). Answers with the report, or with 202 at once when wait=false.");
        group.MapPost("/prepared", PreparedAsync).Produces<ImportReport>().Produces<ImportJob>(StatusCodes.Status202Accepted)
            .WithName("ImportPrepared").WithSummary("Imports a drop that lies ready on the server, by its name.");
        group.MapGet("/prepared", (DropShelf shelf) => shelf.List())
            .WithName("ListPrepared").WithSummary("Drops that lie ready on the server.");
        group.MapGet("/current", (ImportJobs jobs) => jobs.Slot.Current is { } current ? (IResult)TypedResults.Ok(ImportJob.From(current)) : Problems.Missing())
            .Produces<ImportJob>().WithName("GetCurrentImport").WithSummary("The import that runs, or ran last, with its progress.");
        group.MapDelete("/current", CancelCurrent).Produces(StatusCodes.Status204NoContent)
            .WithName("CancelImport").WithSummary("Stops the running import; nothing of it stays.");
        group.MapGet("/{importId:guid}/rejects", RejectsAsync).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithName("GetRejects").WithSummary("The rejected rows of an import, with file, line, column and reason.");
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, Caller caller, ImportJobs jobs, UploadDesk uploads, CancellationToken cancellationToken, bool wait = true)
    {
        if (request.ContentLength > uploads.MaxBytes + MultipartOverhead)
        {
            return uploads.Check("drop.zip", request.ContentLength.Value)!.ToProblem();
        }

        if (await Multipart.FirstFileAsync(request, cancellationToken) is not { } file)
        {
            return Multipart.NoFile.ToProblem();
        }

        if (uploads.Check(file.Name, 1) is { } unfit)
        {
            return unfit.ToProblem();
        }

        var (path, refusal) = await uploads.TakeAsync(file.Name, file.Content, cancellationToken: cancellationToken);
        return refusal is null
            ? await AnswerAsync(jobs, jobs.StartUpload(path!, caller.Actor), wait, cancellationToken)
            : refusal.ToProblem();
    }

    private static Task<IResult> PreparedAsync(PreparedRequest body, Caller caller, ImportJobs jobs, CancellationToken cancellationToken, bool wait = true) =>
        AnswerAsync(jobs, jobs.StartPrepared(body.Drop, caller.Actor), wait, cancellationToken);

    private static async Task<IResult> AnswerAsync(ImportJobs jobs, Refusal? refusal, bool wait, CancellationToken cancellationToken)
    {
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var job = jobs.Slot.Current!;
        if (!wait)
        {
            return TypedResults.Accepted($"{ApiRoutes.Root}/imports/current", ImportJob.From(job));
        }

        await jobs.Slot.Idle.WaitAsync(cancellationToken);
        return jobs.Slot.Current is { } ended && ended.Id == job.Id
            ? ended.Result is { } report
                ? TypedResults.Ok(report)
                : new Refusal("import.unusable", ended.State == JobState.Cancelled
                    ? new LocalizedText("导入被取消，没有导入任何数据。", "The import was cancelled; nothing was imported.")
                    : LocalizedText.Same(ended.Problem ?? "")).ToProblem(StatusCodes.Status400BadRequest)
            : TypedResults.Accepted($"{ApiRoutes.Root}/imports", ImportJob.From(job));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.NoContent CancelCurrent(ImportJobs jobs)
    {
        jobs.Slot.Cancel();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RejectsAsync(Guid importId, IImportLog log, CancellationToken cancellationToken) =>
        (await log.ListAsync(cancellationToken)).FirstOrDefault(r => r.Id == importId)?.RejectFile is { } file && File.Exists(file)
            ? TypedResults.PhysicalFile(Path.GetFullPath(file), "text/csv; charset=utf-8", $"rejects-{importId}.csv")
            : Problems.Missing();

    /// <summary>Body of an import from the server's shelf.</summary>
    /// <param name="Drop">Its name, as listed by <c>GET /api/imports/prepared</c>; never a path.</param>
    internal sealed record PreparedRequest(string Drop);

    /// <summary>An import that runs or has ended.</summary>
    internal sealed record ImportJob(Guid Id, string Name, string ByName, DateTimeOffset StartedAt, JobState State, ImportProgress? Progress, ImportReport? Result, string? Problem)
    {
        public static ImportJob From(JobView<ImportProgress, ImportReport> view) => new(view.Id, view.Name, view.ByName, view.StartedAt, view.State, view.Progress, view.Result, view.Problem);
    }

    /// <summary>The upload has its own limit, which it keeps while reading.</summary>
    private sealed class NoBodyLimit : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
