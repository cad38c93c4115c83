using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KillPoints.Tests.Points;

/// <summary>
/// Stands between the product and a real server that speaks in lines, with a place before every verb goes out and after its answer has come. Which
/// protocol it is says the one that knows where an answer ends.
/// </summary>
internal abstract class LinePoints : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;

    /// <param name="server">Port of the server on this machine.</param>
    protected LinePoints(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the product connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    /// <summary>Carries lines to and fro until one side has had enough.</summary>
    protected abstract Task ConverseAsync(Line client, Line server);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The day is over.
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _server);
        using var fromClient = Reader(client);
        using var fromServer = Reader(server);
        await ConverseAsync(new Line(fromClient, client.GetStream()), new Line(fromServer, server.GetStream()));
    }

    /// <summary>Latin 1 keeps every byte as it is.</summary>
    private static StreamReader Reader(TcpClient client) => new(client.GetStream(), Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);

    /// <summary>One end of the line: a character is a byte.</summary>
    protected sealed record Line(StreamReader Reader, NetworkStream Stream)
    {
        public ValueTask WriteAsync(string text) => Stream.WriteAsync(Encoding.Latin1.GetBytes(text));
    }
}
