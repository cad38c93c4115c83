using Workflows.Runtime.Queries;

namespace Workflows.Storage.Queries;

/// <summary>Pages of lists that may be long: they are counted only as far as people care to know.</summary>
internal static class CappedPage
{
    /// <summary>Makes a page.</summary>
    /// <param name="rows">The rows after those left out, one more than the page holds if there are so many.</param>
    /// <param name="skip">Rows left out.</param>
    /// <param name="take">Rows of the page.</param>
    /// <param name="countAsync">Counts the list, no further than it is told.</param>
    public static async Task<Page<T>> OfAsync<T>(List<T> rows, int skip, int take, Func<int, Task<int>> countAsync)
    {
        if (rows.Count <= take && (rows.Count > 0 || skip == 0))
        {
            return new Page<T>(rows, skip + rows.Count);
        }

        List<T> page = [.. rows.Take(take)];
        if (page.Count > 0 && skip + take >= InboxCounts.Most)
        {
            return new Page<T>(page, skip + take) { AtLeast = true };
        }

        var total = await countAsync(InboxCounts.Most + 1).ConfigureAwait(false);
        return new Page<T>(page, Math.Min(total, InboxCounts.Most)) { AtLeast = total > InboxCounts.Most };
    }
}
