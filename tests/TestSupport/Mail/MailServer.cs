using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Search;
using MailKit.Security;
using MimeKit;

namespace TestSupport.Mail;

/// <summary>
/// A real SMTP server (aiosmtpd) in front of a real IMAP server (dovecot) on free loopback ports. Every address in
/// <c>example.test</c> is an account with the password <c>pw</c>. It ends with the test process, however that ends.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    /// <summary>The password of every account.</summary>
    public const string Password = "pw";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.OrdinalIgnoreCase);

    private MailServer(DirectoryInfo folder, Process process, Ports ports)
    {
        (_folder, _process) = (folder, process);
        (SmtpPort, SmtpTlsPort, ImapPort, ImapTlsPort) = (ports.Smtp, ports.Smtps, ports.Imap, ports.Imaps);
    }

    /// <summary>Port for plain SMTP and STARTTLS.</summary>
    public int SmtpPort { get; }

    /// <summary>Port for SMTP over TLS; 0 without a certificate.</summary>
    public int SmtpTlsPort { get; }

    /// <summary>Port for plain IMAP and STARTTLS.</summary>
    public int ImapPort { get; }

    /// <summary>Port for IMAP over TLS; 0 without a certificate.</summary>
    public int ImapTlsPort { get; }

    /// <summary>How many connections to send mail have been made so far.</summary>
    public int Connections => File.Exists(ConnectionsFile) ? (int)new FileInfo(ConnectionsFile).Length : 0;

    private string ConnectionsFile => Path.Combine(_folder.FullName, "connections");

    /// <summary>Starts a server.</summary>
    /// <exception cref="InvalidOperationException">The server did not start; the message carries what it said.</exception>
    public static async Task<MailServer> StartAsync(MailServerSettings? settings = null)
    {
        settings ??= new MailServerSettings();
        var folder = Directory.CreateTempSubdirectory("mailserver-");
        if (!OperatingSystem.IsWindows())
        {
            // dovecot serves mail as another user when the tests run as root, so that user must get in.
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Mail", "mail_server.py"));
        start.ArgumentList.Add(folder.FullName);
        AddOptions(start, settings, folder.FullName);

        var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        if (line is null || JsonSerializer.Deserialize<Ports>(line, JsonSerializerOptions.Web) is not { } ports)
        {
            throw new InvalidOperationException($"The mail server did not start: {await errors}");
        }

        return new MailServer(folder, process, ports);
    }

    /// <summary>Makes the server answer a command for an address differently from now on.</summary>
    /// <param name="command"><c>mail</c>, <c>rcpt</c> or <c>data</c>.</param>
    /// <param name="address">The sender for <c>mail</c>, else the receiver.</param>
    /// <param name="reply">An SMTP reply such as <c>550 5.1.1 nobody here</c>, or <c>drop</c> to cut the connection; <see langword="null"/> = as usual again.</param>
    public void Answer(string command, string address, string? reply)
    {
        if (reply is null)
        {
            _answers.TryRemove($"{command}:{address.ToLowerInvariant()}", out _);
        }
        else
        {
            _answers[$"{command}:{address.ToLowerInvariant()}"] = reply;
        }

        var file = Path.Combine(_folder.FullName, "answers.json");
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(_answers));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Reads an account over IMAP until it holds enough mail, waking up when the server says that mail has come.</summary>
    /// <returns>All mail of the account, oldest first.</returns>
    /// <exception cref="TimeoutException">The mail did not come; the message lists what did.</exception>
    public async Task<IReadOnlyList<MimeMessage>> ReadAsync(string address, int atLeast = 1, TimeSpan? patience = null)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(address, Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        using var deadline = new CancellationTokenSource(patience ?? Patience);
        while (client.Inbox.Count < atLeast)
        {
            using var arrived = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
            void Wake(object? sender, EventArgs e) => arrived.Cancel();
            client.Inbox.CountChanged += Wake;
            await client.NoOpAsync(CancellationToken.None);
            if (client.Inbox.Count < atLeast && !deadline.IsCancellationRequested)
            {
                await client.IdleAsync(arrived.Token);
            }

            client.Inbox.CountChanged -= Wake;
            if (client.Inbox.Count < atLeast && deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"{address} has {client.Inbox.Count} mails, not {atLeast}: {string.Join(" | ", (await FetchAsync(client)).Select(m => m.Subject))}");
            }
        }

        return await FetchAsync(client);
    }

    /// <summary>Sends a mail through the server, as somebody's mail program does.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="returnPath">The sender on the envelope; <see langword="null"/> = the one in From.</param>
    public async Task SendAsync(MimeMessage message, string? returnPath = null)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", SmtpPort, SecureSocketOptions.None);
        await client.SendAsync(message, returnPath is null ? message.From.Mailboxes.First() : new MailboxAddress("", returnPath), message.To.Mailboxes);
        await client.DisconnectAsync(quit: true);
    }

    /// <summary>Puts mails into an account that came long ago, as many as somebody's mailbox holds after some years.</summary>
    /// <param name="address">The account.</param>
    /// <param name="count">How many.</param>
    /// <param name="receivedAt">When the server is to have got them.</param>
    public async Task FillAsync(string address, int count, DateTimeOffset receivedAt)
    {
        const int atOnce = 1000;
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(address, Password);
        for (var done = 0; done < count; done += atOnce)
        {
            var mails = Enumerable.Range(done, Math.Min(atOnce, count - done)).Select(i =>
            {
                var mail = new MimeMessage { Subject = $"No. {i}", Body = new TextPart("plain") { Text = "An old mail." } };
                mail.From.Add(new MailboxAddress("", "somebody@example.test"));
                mail.To.Add(new MailboxAddress("", address));
                return (IAppendRequest)new AppendRequest(mail, MessageFlags.Seen, receivedAt);
            });
            await client.Inbox.AppendAsync([.. mails]);
        }

        await client.DisconnectAsync(quit: true);
    }

    /// <summary>How many mails an account holds at this moment.</summary>
    public async Task<int> CountAsync(string address) => (await ReadAsync(address, atLeast: 0)).Count;

    /// <summary>Reads all mail of an account, oldest first, and empties it.</summary>
    public async Task<IReadOnlyList<MimeMessage>> TakeAsync(string address)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(address, Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        var messages = await FetchAsync(client);
        await client.Inbox.AddFlagsAsync(await client.Inbox.SearchAsync(SearchQuery.All), MessageFlags.Deleted, silent: true);
        await client.Inbox.ExpungeAsync();
        return messages;
    }

    /// <summary>Stops the server and forgets its mail.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<IReadOnlyList<MimeMessage>> FetchAsync(ImapClient client)
    {
        var messages = new List<MimeMessage>();
        foreach (var id in await client.Inbox.SearchAsync(SearchQuery.All))
        {
            messages.Add(await client.Inbox.GetMessageAsync(id));
        }

        return messages;
    }

    private static void AddOptions(ProcessStartInfo start, MailServerSettings settings, string folder)
    {
        if (settings.Certificate is { } certificate)
        {
            File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.Certificate);
            File.WriteAllText(Path.Combine(folder, "server.key"), certificate.Key);
            foreach (var argument in (string[])["--certificate", Path.Combine(folder, "server.pem"), "--key", Path.Combine(folder, "server.key")])
            {
                start.ArgumentList.Add(argument);
            }
        }

        if (settings.AuthenticationServer is { } server)
        {
            start.ArgumentList.Add("--vouch");
            start.ArgumentList.Add(server);
        }

        if (settings.Introspection is { } introspection)
        {
            start.ArgumentList.Add("--introspect");
            start.ArgumentList.Add(introspection.AbsoluteUri);
        }

        if (settings.UserName is { } user)
        {
            foreach (var argument in (string[])["--user", user, "--password", settings.Password ?? ""])
            {
                start.ArgumentList.Add(argument);
            }
        }
    }

    private sealed record Ports(int Imap, int Imaps, int Smtp, int Smtps);
}
