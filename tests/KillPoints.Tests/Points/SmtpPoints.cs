using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KillPoints.Tests.Points;

/// <summary>
/// Stands between the product and a real SMTP server, with a place before every verb goes out and after its answer has come.
/// Another line protocol, such as IMAP, is a class like this one that knows where its own answers end.
/// </summary>
internal sealed class SmtpPoints : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly KillSwitch _killSwitch;

    /// <param name="server">Port of the server on this machine.</param>
    /// <param name="killSwitch">Told of each place.</param>
    public SmtpPoints(int server, KillSwitch killSwitch)
    {
        (_server, _killSwitch) = (server, killSwitch);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the product connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ConverseAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The day is over.
        }
    }

    private async Task ConverseAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _server);
        using var fromClient = Reader(client);
        using var fromServer = Reader(server);
        var verb = "connect";
        while (await AnswerAsync(fromServer) is { } answer)
        {
            _killSwitch.Pass($"after SMTP {verb}");
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
            var isText = answer.StartsWith("354", StringComparison.Ordinal);
            var said = isText ? await TextAsync(fromClient) : await fromClient.ReadLineAsync() + "\r\n";
            verb = isText ? "text" : said.Split(' ', '\r')[0];
            if (verb.Length == 0)
            {
                return;
            }

            _killSwitch.Pass($"before SMTP {verb}");
            await server.GetStream().WriteAsync(Encoding.Latin1.GetBytes(said));
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

    /// <summary>Latin 1 keeps every byte as it is.</summary>
    private static StreamReader Reader(TcpClient client) => new(client.GetStream(), Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
}
