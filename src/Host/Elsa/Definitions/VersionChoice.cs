using System.Globalization;

namespace Host.Elsa.Definitions;

/// <summary>Which of a definition's versions are meant, in Elsa's words: Latest, Published, LatestOrPublished, AllVersions, Version:n or a number.</summary>
/// <param name="Word">The word; empty = all.</param>
internal readonly record struct VersionChoice(string Word)
{
    /// <summary>The newest, published or not.</summary>
    public static VersionChoice Latest { get; } = new("Latest");

    /// <summary>The one that new instances start on.</summary>
    public static VersionChoice Published { get; } = new("Published");

    /// <summary>Reads what a request says.</summary>
    public static VersionChoice Of(string? text, VersionChoice otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : new(text.Trim());

    /// <summary>Whether a version is meant.</summary>
    public bool Takes(ElsaVersion version) => (Word ?? "").ToUpperInvariant() switch
    {
        "LATEST" => version.IsLatest,
        "PUBLISHED" => version.IsPublished,
        "DRAFT" => version.IsLatest && !version.IsPublished,
        "LATESTORPUBLISHED" => version.IsLatest || version.IsPublished,
        "LATESTANDPUBLISHED" => version.IsLatest && version.IsPublished,
        "" or "ALL" or "ALLVERSIONS" => true,
        var word => int.TryParse(word.StartsWith("VERSION:", StringComparison.Ordinal) ? word[8..] : word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && version.Version == number,
    };
}
