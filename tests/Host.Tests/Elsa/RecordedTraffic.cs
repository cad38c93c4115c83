using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TestSupport;

namespace Host.Tests.Elsa;

/// <summary>One request of Elsa Studio and what a real Elsa server answered.</summary>
/// <param name="Title">Method and path, as the recording names them; ids that stand for any other are in braces.</param>
/// <param name="Query">What follows the path.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type; <see langword="null"/> = no body.</param>
/// <param name="Request">The body that was sent.</param>
/// <param name="Response">The body that came, where it is JSON and was written down whole or with marks for what was left out.</param>
/// <param name="IsEmpty">Whether nothing came.</param>
internal sealed record Exchange(string Title, string Query, int Status, string? ContentType, JsonNode? Request, JsonNode? Response, bool IsEmpty)
{
    /// <summary>The method.</summary>
    public HttpMethod Method => new(Title[..Title.IndexOf(' ', StringComparison.Ordinal)]);

    /// <summary>The path below the API's root.</summary>
    public string Path => Title[(Title.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}

/// <summary>Reads <c>RECORDED.md</c>: one exchange for each endpoint.</summary>
internal static partial class RecordedTraffic
{
    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<Exchange> Read()
    {
        var text = File.ReadAllText(RepositoryRoot.Combine("tests", "Host.Tests", "Elsa", "Recorded", "RECORDED.md"));
        return [.. text.Split("### ", StringSplitOptions.RemoveEmptyEntries).Select(One)];
    }

    private static Exchange One(string section)
    {
        var head = Head().Match(section);
        Assert.True(head.Success, section);
        var (request, response) = (Block(section, "request"), Block(section, "response"));
        return new Exchange(
            head.Groups["title"].Value, head.Groups["query"].Value, int.Parse(head.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture),
            head.Groups["type"].Value is "None" ? null : head.Groups["type"].Value.Split(';')[0], Json(request), Json(response), response == "<0 bytes>");
    }

    private static string? Block(string section, string name) =>
        Regex.Match(section, $@"^{name}\n```json\n(.*?)\n```", RegexOptions.Singleline | RegexOptions.Multiline) is { Success: true } block ? block.Groups[1].Value : null;

    /// <summary>What was written down; <see langword="null"/> where only its length was, or only its beginning.</summary>
    private static JsonNode? Json(string? text)
    {
        try
        {
            return text is null or ['<', ..] ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?<title>\S+ \S+)\n\nquery: `(?<query>[^`]*)`  status (?<status>\d+)  content-type `(?<type>[^`]*)`")]
    private static partial Regex Head();
}
