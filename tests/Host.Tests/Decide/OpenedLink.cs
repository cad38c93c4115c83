using System.Net;
using System.Text.RegularExpressions;

namespace Host.Tests.Decide;

/// <summary>A decision link as some browser, or some machine, holds it: with its own cookies.</summary>
internal sealed partial class OpenedLink(HttpClient client, string path)
{
    /// <summary>The page as last seen.</summary>
    public string Page { get; private set; } = "";

    /// <summary>Its status.</summary>
    public HttpStatusCode Status { get; private set; }

    public IReadOnlyList<string> Outcomes => [.. Radio().Matches(Page).Select(m => m.Groups[1].Value)];

    public async Task<OpenedLink> OpenAsync()
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        await ReadAsync(answer);
        return this;
    }

    /// <summary>Submits the form as it came, with what a person chose and wrote; without a choice as a machine does.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string? outcome = null, string? comment = null, string? nonce = null)
    {
        var fields = Hidden().Matches(Page).ToDictionary(m => Attribute(m.Value, "name"), m => WebUtility.HtmlDecode(Attribute(m.Value, "value")));
        fields["Model.Comment"] = comment ?? "";
        if (outcome is not null)
        {
            fields["Model.Outcome"] = outcome;
        }

        if (nonce is not null)
        {
            fields["Model.Nonce"] = nonce;
        }

        using var form = new FormUrlEncodedContent(fields);
        var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        await ReadAsync(answer);
        return answer;
    }

    private async Task ReadAsync(HttpResponseMessage answer) => (Status, Page) = (answer.StatusCode, await answer.Content.ReadAsStringAsync());

    private static string Attribute(string tag, string name) => Regex.Match(tag, $"{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("type=\"radio\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Radio();
}
