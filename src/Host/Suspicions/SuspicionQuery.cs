using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Inspection.Suspicions;

namespace Host.Suspicions;

/// <summary>What the Suspicions page shows, as it stands in the address: a link to a filtered list is a link to the same list.</summary>
/// <param name="State">State shown; <see langword="null"/> = all.</param>
/// <param name="Theme">Rule code.</param>
/// <param name="Unit">County or station.</param>
/// <param name="Search">Words searched for.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Open">The suspicion whose details are open.</param>
public sealed record SuspicionQuery(SuspicionState? State, string? Theme, string? Unit, string? Search, int Page, Guid? Open)
{
    /// <summary>Rows per page.</summary>
    public const int PageSize = 50;

    private const string All = "all";

    /// <summary>The first page of the pool.</summary>
    public static SuspicionQuery Default { get; } = new(SuspicionState.Pooled, null, null, null, 1, null);

    /// <summary>Whether anything but the state narrows the list.</summary>
    public bool IsNarrowed => Theme is not null || Unit is not null || Search is not null;

    /// <summary>Reads an address; what cannot be read is as if it were not there.</summary>
    public static SuspicionQuery Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? Text(string name) => query.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString().Trim() : null;
        return new SuspicionQuery(
            Text("state") is { } state ? state == All ? null : Enum.TryParse<SuspicionState>(state, ignoreCase: true, out var known) ? known : SuspicionState.Pooled : SuspicionState.Pooled,
            Text("theme"),
            Text("unit"),
            Text("q"),
            int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 1_000_000 ? page : 1,
            Guid.TryParse(Text("open"), out var open) ? open : null);
    }

    /// <summary>The address, without what is as by default.</summary>
    public string ToUri()
    {
        var values = new Dictionary<string, string?>
        {
            ["state"] = State == SuspicionState.Pooled ? null : State?.ToString().ToLowerInvariant() ?? All,
            ["theme"] = Theme,
            ["unit"] = Unit,
            ["q"] = Search,
            ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
            ["open"] = Open?.ToString(),
        };
        return QueryHelpers.AddQueryString("/suspicions", values.Where(v => v.Value is not null));
    }

    /// <summary>What to ask the pool for.</summary>
    public SuspicionFilter ToFilter() => new(State, Theme, Unit, Search, (Page - 1) * PageSize, PageSize);
}
