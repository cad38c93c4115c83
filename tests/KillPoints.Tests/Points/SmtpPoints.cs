using System.Text;

namespace KillPoints.Tests.Points;

/// <summary>The places of SMTP.</summary>
/// <param name="server">Port of the server on this machine.</param>
/// <param name="killSwitch">Told of each place.</param>
internal sealed class SmtpPoints(int server, KillSwitch killSwitch) : LinePoints(server)
{
    protected override async Task ConverseAsync(Line client, Line server)
    {
        var verb = "connect";
        while (await AnswerAsync(server.Reader) is { } answer)
        {
            killSwitch.Pass($"after SMTP {verb}");
            await client.WriteAsync(answer);
            var isText = answer.StartsWith("354", StringComparison.Ordinal);
            var said = isText ? await TextAsync(client.Reader) : await client.Reader.ReadLineAsync() + "\r\n";
            verb = isText ? "text" : said.Split(' ', '\r')[0];
            if (verb.Length == 0)
            {
                return;
            }

            killSwitch.Pass($"before SMTP {verb}");
            await server.WriteAsync(said);
        }
    }

    /// <summary>Lines up to the one whose code is followed by a space.</summary>
    private static async Task<string?> AnswerAsync(StreamReader server)
    {
        var lines = new StringBuilder();
        while (await server.ReadLineAsync() is { } line)
        {
            lines.Append(line).Append("\r\n");
            if (line.Length < 4 || line[3] == ' ')
            {
                return lines.ToString();
            }
        }

        return null;
    }

    /// <summary>The mail up to the line that is a dot.</summary>
    private static async Task<string> TextAsync(StreamReader client)
    {
        var lines = new StringBuilder();
        while (await client.ReadLineAsync() is { } line)
        {
            lines.Append(line).Append("\r\n");
            if (line == ".")
            {
                break;
            }
        }

        return lines.ToString();
    }
}
