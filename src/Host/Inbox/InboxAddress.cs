using Microsoft.AspNetCore.WebUtilities;
using Workflows.Runtime.Queries;

namespace Host.Inbox;

/// <summary>What the inbox shows, as its address says it: a view can be bookmarked, sent to a colleague, and left with the back key.</summary>
/// <param name="View">The view.</param>
/// <param name="Search">What is searched for; <see langword="null"/> = nothing.</param>
/// <param name="Skip">Rows before the page shown.</param>
/// <param name="TaskId">The task open beside the list.</param>
public sealed record InboxAddress(InboxView View = InboxView.Open, string? Search = null, int Skip = 0, Guid? TaskId = null)
{
    /// <summary>Rows per page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads it from the parts of an address; what makes no sense is left out.</summary>
    public static InboxAddress From(string? view, string? search, int? from, Guid? task) => new(
        Enum.TryParse<InboxView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : InboxView.Open,
        string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        Math.Max(0, from ?? 0),
        task);

    /// <summary>The filter of the query.</summary>
    public InboxFilter Filter => new(View, Search, Skip, PageSize);

    /// <summary>The address; what is as usual is not written.</summary>
    public string Href
    {
        get
        {
            var parts = new Dictionary<string, string?>();
            if (View != InboxView.Open)
            {
                parts["view"] = View.ToString().ToLowerInvariant();
            }

            if (Search is not null)
            {
                parts["q"] = Search;
            }

            if (Skip > 0)
            {
                parts["from"] = Skip.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            if (TaskId is { } task)
            {
                parts["task"] = task.ToString("D");
            }

            return QueryHelpers.AddQueryString("/inbox", parts);
        }
    }

    /// <summary>Another view of the same search, from its beginning.</summary>
    public InboxAddress WithView(InboxView view) => new(view, Search);

    /// <summary>Another search in the same view, from its beginning.</summary>
    public InboxAddress WithSearch(string? search) => From(View.ToString(), search, 0, null);
}
