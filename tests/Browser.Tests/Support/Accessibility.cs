using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Browser.Tests.Support;

/// <summary>Holds pages to axe: nothing serious, nothing critical.</summary>
public static class Accessibility
{
    /// <summary>Fails with one line per finding: rule, help, and where.</summary>
    public static async Task CheckAsync(IPage page)
    {
        // In a frame that runs no script, as a shown mail has, axe would wait for ever.
        await page.EvaluateAsync("() => document.querySelectorAll('iframe[sandbox=\"\"]').forEach(frame => frame.remove())");
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        var findings =
            from violation in result.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Impact} {violation.Id}: {violation.Help} at {node.Target} in {page.Url}\n      {node.Html}";

        // Assert.Empty would cut the lines short.
        var lines = string.Join('\n', findings);
        Assert.True(lines.Length == 0, lines);
    }

    /// <summary>Fails when the page can be scrolled sideways at its present width.</summary>
    public static async Task CheckFitsAsync(IPage page)
    {
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} px wider than its window of {page.ViewportSize?.Width} px.");
    }
}
