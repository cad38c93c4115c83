using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Inspection.Readings;

namespace Host.Areas;

/// <summary>What the Areas page shows, as it stands in the address.</summary>
/// <param name="Unit">County or station.</param>
/// <param name="Search">Words searched for.</param>
/// <param name="OnlyOutside">Whether only areas outside their range are shown.</param>
/// <param name="Page">Page, from 1.</param>
public sealed record AreaQuery(string? Unit, string? Search, bool OnlyOutside, int Page)
{
    /// <summary>Rows per page.</summary>
    public const int PageSize = 50;

    /// <summary>Everything, first page.</summary>
    public static AreaQuery Default { get; } = new(null, null, false, 1);

    /// <summary>Whether anything narrows the list.</summary>
    public bool IsNarrowed => Unit is not null || Search is not null || OnlyOutside;

    /// <summary>Reads an address; what cannot be read is as if it were not there.</summary>
    public static AreaQuery Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? Text(string name) => query.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString().Trim() : null;
        return new AreaQuery(
            Text("unit"),
            Text("q"),
            Text("outside") == "1",
            int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 1_000_000 ? page : 1);
    }

    /// <summary>The address, without what is as by default.</summary>
    public string ToUri() => QueryHelpers.AddQueryString("/areas", new Dictionary<string, string?>
    {
        ["unit"] = Unit,
        ["q"] = Search,
        ["outside"] = OnlyOutside ? "1" : null,
        ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
    }.Where(v => v.Value is not null));

    /// <summary>What to ask the readings for.</summary>
    public AreaFilter ToFilter() => new(Unit, Search, OnlyOutside, (Page - 1) * PageSize, PageSize);
}
