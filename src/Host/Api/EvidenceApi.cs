using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Workflows.Core;
using Workflows.Inspection;
using Workflows.Inspection.Evidence;
using Workflows.Runtime.Queries;

namespace Host.Api;

/// <summary>Files handed in as evidence.</summary>
internal static class EvidenceApi
{
    private const int MultipartOverhead = 64 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Evidence");
        group.MapPost("/tasks/{taskId:guid}/evidence", AddAsync).Produces<EvidenceFile>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .Accepts<IFormFile>("multipart/form-data")
            .WithName("AddEvidence").WithSummary("Takes one file in (multipart) for a field of the task's form; image=true demands a picture.");
        group.MapGet("/evidence/{evidenceId:guid}", OpenAsync).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .WithName("GetEvidence").WithSummary("The file as it was handed in.");
    }

    private static async Task<IResult> AddAsync(
        Guid taskId, string field, HttpRequest request, Caller caller, IInstanceQueries queries, IEvidenceStore evidence, IOptions<InspectionOptions> options, CancellationToken cancellationToken, bool image = false)
    {
        if (await queries.FindTaskAsync(caller.Actor, taskId, cancellationToken) is null)
        {
            return Problems.Missing();
        }

        if (request.ContentLength > options.Value.MaxEvidenceBytes + MultipartOverhead)
        {
            return TooLarge(options.Value.MaxEvidenceBytes).ToProblem();
        }

        if (await Multipart.FirstFileAsync(request, cancellationToken) is not { } file)
        {
            return Multipart.NoFile.ToProblem();
        }

        var (added, refusal) = await evidence.AddAsync(caller.Actor, taskId, field, file.Name, image, file.Content, cancellationToken);
        return refusal is null ? TypedResults.Created($"{ApiRoutes.Root}/evidence/{added!.Id}", added) : refusal.ToProblem();
    }

    private static async Task<IResult> OpenAsync(Guid evidenceId, HttpResponse response, Caller caller, IEvidenceStore evidence, CancellationToken cancellationToken)
    {
        if (await evidence.OpenAsync(caller.Actor, evidenceId, cancellationToken) is not { } found)
        {
            return Problems.Missing();
        }

        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var inline = found.File.ContentType.StartsWith("image/", StringComparison.Ordinal) && found.File.ContentType != "image/svg+xml";
        return inline
            ? TypedResults.Stream(found.Content, found.File.ContentType, lastModified: found.File.UploadedAt)
            : TypedResults.Stream(found.Content, "application/octet-stream", found.File.FileName, found.File.UploadedAt);
    }

    private static Refusal TooLarge(int limit) => new("evidence.too-large", new LocalizedText(
        $"文件超过 {limit / 1048576} MB 的上限。请压缩或重新拍摄后再上传。",
        $"The file is larger than the limit of {limit / 1048576} MB. Compress it or take it again."));
}

/// <summary>Reads uploads as they come, without keeping them in memory.</summary>
internal static class Multipart
{
    /// <summary>The request brought no file.</summary>
    public static Refusal NoFile { get; } = new("upload.invalid", new LocalizedText(
        "请求里没有文件。请用 multipart/form-data 发送一个带文件名的文件。",
        "The request carries no file. Send one file with its name as multipart/form-data."));

    /// <summary>The first part that is a file; <see langword="null"/> when there is none.</summary>
    public static async Task<(string Name, Stream Content)?> FirstFileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || type.Boundary.Length is 0 or > 200)
        {
            return null;
        }

        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
            {
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                return (HeaderUtilities.RemoveQuotes(name).ToString(), section.Body);
            }
        }

        return null;
    }
}
