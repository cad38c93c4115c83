using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Runtime.Mails;

namespace Host.Mail;

/// <summary>What the page of incoming mails shows, as it stands in the address.</summary>
/// <param name="State">State shown; <see langword="null"/> = all.</param>
/// <param name="Page">Page, from 1.</param>
public sealed record IncomingQuery(IncomingMailState? State, int Page)
{
    /// <summary>Rows per page.</summary>
    public const int PageSize = 20;

    private const string All = "all";

    /// <summary>The quarantine, first page.</summary>
    public static IncomingQuery Default { get; } = new(IncomingMailState.Quarantined, 1);

    /// <summary>Reads an address; what cannot be read is as if it were not there.</summary>
    public static IncomingQuery Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        var state = query.TryGetValue("state", out var word) ? word.ToString() : "";
        return new IncomingQuery(
            state == All ? null : Enum.TryParse<IncomingMailState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : Default.State,
            query.TryGetValue("page", out var number) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 1_000_000 ? page : 1);
    }

    /// <summary>The address, without what is as by default.</summary>
    public string ToUri() => QueryHelpers.AddQueryString("/mail/incoming", new Dictionary<string, string?>
    {
        ["state"] = State == Default.State ? null : State?.ToString().ToLowerInvariant() ?? All,
        ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
    }.Where(v => v.Value is not null));

    /// <summary>What to ask for.</summary>
    public IncomingFilter ToFilter() => new(State, (Page - 1) * PageSize, PageSize);
}
