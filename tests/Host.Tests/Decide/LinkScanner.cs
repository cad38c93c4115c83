using System.Net;
using System.Text.RegularExpressions;

namespace Host.Tests.Decide;

/// <summary>
/// A machine that looks into mail: it opens every link, follows those that it finds there, and submits every form with what stands in it, by each of its buttons. It chooses nothing that
/// has not been chosen: no radio button, no tick.
/// </summary>
internal sealed partial class LinkScanner(HttpClient client)
{
    private const int MostPages = 60;
    private readonly Queue<string> _next = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Forms submitted so far.</summary>
    public int Submitted { get; private set; }

    /// <summary>Scans what links lead to.</summary>
    /// <param name="paths">Paths on the host.</param>
    public async Task ScanAsync(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            Add(path);
        }

        for (var pages = 0; pages < MostPages && _next.TryDequeue(out var path); pages++)
        {
            using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative)));
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            await ReadAsync(path, answer, submits: true);
        }
    }

    private async Task ReadAsync(string path, HttpResponseMessage answer, bool submits)
    {
        if (answer.Headers.Location is { } location)
        {
            Add(location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString);
        }

        var page = await answer.Content.ReadAsStringAsync();
        foreach (Match link in Link().Matches(page))
        {
            Add(WebUtility.HtmlDecode(link.Groups[1].Value));
        }

        foreach (var form in submits ? Form().Matches(page).Select(m => m.Value) : [])
        {
            await SubmitAsync(path, form);
        }
    }

    private async Task SubmitAsync(string path, string form)
    {
        var fields = Field().Matches(form).Where(m => !Choice().IsMatch(m.Value) || m.Value.Contains(" checked", StringComparison.Ordinal))
            .Select(m => (Name: Attribute(m.Value, "name"), Value: Attribute(m.Value, "value"))).Where(f => f.Name.Length > 0).ToList();
        var action = Attribute(Tag().Match(form).Value, "action");
        var buttons = Button().Matches(form).Select(m => (Name: Attribute(m.Value, "name"), Value: Attribute(m.Value, "value"))).Where(b => b.Name.Length > 0).Prepend((Name: "", Value: ""));
        foreach (var button in buttons)
        {
            var sent = button.Name.Length == 0 ? fields : [.. fields, button];
            using var content = new FormUrlEncodedContent(sent.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            using var answer = await client.PostAsync(new Uri(action.Length > 0 ? action : path, UriKind.Relative), content);
            Submitted++;
            await ReadAsync(path, answer, submits: false);
        }
    }

    private void Add(string path)
    {
        if (path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && _known.Add(path))
        {
            _next.Enqueue(path);
        }
    }

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, $"[ ]{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<form[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(?:input|textarea|select)[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex("type=\"(?:radio|checkbox)\"")]
    private static partial Regex Choice();

    [GeneratedRegex("<button[^>]*>")]
    private static partial Regex Button();
}
