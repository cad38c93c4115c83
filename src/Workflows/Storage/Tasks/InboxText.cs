using Workflows.Core.Instances;

namespace Workflows.Storage.Tasks;

/// <summary>What an inbox is searched by: number, titles and subject of the instance in small letters, so that the database compares bytes.</summary>
internal static class InboxText
{
    /// <summary>The text of an instance; no search reaches over the end of a line.</summary>
    public static string Of(InstanceHeader header) => $"{header.Number}\n{header.Title?.Zh}\n{header.Title?.En}\n{header.Subject}".ToLowerInvariant();

    /// <summary>A <c>LIKE</c> pattern for "contains"; <see langword="null"/> when there is nothing to look for.</summary>
    public static string? Pattern(string? search) => Queries.LikePattern.Contains(search)?.ToLowerInvariant();
}
