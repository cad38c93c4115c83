using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Runtime.Mails;

namespace Host.Mail;

/// <summary>What the Mail page shows, as it stands in the address.</summary>
/// <param name="State">State shown; <see langword="null"/> = all.</param>
/// <param name="Search">Words searched for.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Open">The mail that is open.</param>
public sealed record MailQuery(OutgoingMailState? State, string? Search, int Page, Guid? Open)
{
    /// <summary>Rows per page.</summary>
    public const int PageSize = 50;

    /// <summary>All mails, first page.</summary>
    public static MailQuery Default { get; } = new(null, null, 1, null);

    /// <summary>Whether anything narrows the list.</summary>
    public bool IsNarrowed => State is not null || Search is not null;

    /// <summary>Reads an address; what cannot be read is as if it were not there.</summary>
    public static MailQuery Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? Text(string name) => query.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString().Trim() : null;
        return new MailQuery(
            Enum.TryParse<OutgoingMailState>(Text("state"), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            Text("q"),
            int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 1_000_000 ? page : 1,
            Guid.TryParse(Text("open"), out var open) ? open : null);
    }

    /// <summary>The address, without what is as by default.</summary>
    public string ToUri() => QueryHelpers.AddQueryString("/mail", new Dictionary<string, string?>
    {
        ["state"] = State?.ToString().ToLowerInvariant(),
        ["q"] = Search,
        ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
        ["open"] = Open?.ToString(),
    }.Where(v => v.Value is not null));

    /// <summary>What to ask the log for.</summary>
    public MailFilter ToFilter() => new(State, null, Search, (Page - 1) * PageSize, PageSize);
}
