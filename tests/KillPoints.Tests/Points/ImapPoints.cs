using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KillPoints.Tests.Points;

/// <summary>The places of IMAP (RFC 9051): an answer ends with the line that carries the tag of its command, or with one that asks for more.</summary>
/// <param name="server">Port of the server on this machine.</param>
/// <param name="killSwitch">Told of each place.</param>
internal sealed partial class ImapPoints(int server, KillSwitch killSwitch) : LinePoints(server)
{
    protected override async Task ConverseAsync(Line client, Line server)
    {
        var (tag, verb) = ("*", "connect"); // a greeting carries no tag
        while (await AnswerAsync(server.Reader, tag) is { } answer)
        {
            killSwitch.Pass($"after IMAP {verb}");
            await client.WriteAsync(answer);
            if (await client.Reader.ReadLineAsync() is not { } said)
            {
                return;
            }

            if (!answer.StartsWith('+'))
            {
                var words = said.Split(' ');
                (tag, verb) = (words[0], words[1] == "UID" ? $"UID {words[2]}" : words[1]);
            }

            killSwitch.Pass($"before IMAP {verb}");
            await server.WriteAsync(said + "\r\n");
        }
    }

    private static async Task<string?> AnswerAsync(StreamReader server, string tag)
    {
        var text = new StringBuilder();
        while (await server.ReadLineAsync() is { } line)
        {
            text.Append(line).Append("\r\n");
            if (line.StartsWith('+') || line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                return text.ToString();
            }

            // A literal goes on with as many bytes as it says, and then with the rest of its line.
            while (Literal().Match(line) is { Success: true } literal)
            {
                var bytes = new char[int.Parse(literal.Groups[1].ValueSpan, CultureInfo.InvariantCulture)];
                await server.ReadBlockAsync(bytes);
                line = await server.ReadLineAsync() ?? "";
                text.Append(bytes).Append(line).Append("\r\n");
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{(\d+)\}$")]
    private static partial Regex Literal();
}
