using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Host.Tests.Api;
using MimeKit;
using TestSupport.Hosting;
using TestSupport.Mail;

namespace Host.Tests.Decide;

/// <summary>The program with a real mail server: it sends task mails and reads the answers.</summary>
public sealed class MailboxHost : IAsyncLifetime
{
    private HostProcess _process = null!;

    public MailServer Mail { get; private set; } = null!;

    public HostProcess Process => _process;

    public async Task InitializeAsync()
    {
        Mail = await MailServer.StartAsync(new MailServerSettings { AuthenticationServer = "mx.example.test" });
        _process = await HostProcess.StartAsync(new HostSettings
        {
            Mail = Mail,
            Environment = new Dictionary<string, string>
            {
                ["Demo__Areas"] = "2",
                ["Demo__CustomersPerArea"] = "20",
                ["Demo__Days"] = "20",
                ["SignIn__BurstPerAddress"] = "1000",
                ["Mail__PublicBaseUrl"] = "https://closedloop.example.test",
                ["Mail__Imap__Host"] = "127.0.0.1",
                ["Mail__Imap__Port"] = $"{Mail.ImapPort}",
                ["Mail__Imap__Security"] = "None",
                ["Mail__Imap__UserName"] = "closedloop@example.test",
                ["Mail__Imap__Password"] = MailServer.Password,
                ["Mail__Imap__AuthenticationServer"] = "mx.example.test",
                ["Mail__Imap__SyncEvery"] = "00:25:00", // so that a wake-up that is missed shows
            },
        });
        await _process.LineAsync("The demonstration is ready");
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await Mail.DisposeAsync();
    }

    public async Task<HttpClient> AsAsync(string person)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _process.Address };
        var answer = await client.PostAsJsonAsync("/api/login", new { email = person, password = _process.Password });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.JsonAsync())["accessToken"]!.GetValue<string>());
        return client;
    }

    /// <summary>A request of a station of a county that waits for its county, and the mail that tells the county's officer so.</summary>
    public async Task<(Guid Instance, MimeMessage Mail)> AskAsync(int county)
    {
        using var station = await AsAsync($"station-{county}-1");
        var started = await station.PostAsJsonAsync("/api/instances", new { definitionId = RunningHost.Request, input = new { } });
        var id = (await started.JsonAsync())["instanceId"]!.GetValue<Guid>();
        var fill = (await station.GetJsonAsync($"/api/tickets/{id}"))["tasks"]![0]!["id"]!.GetValue<Guid>();
        await (await station.PostAsJsonAsync($"/api/tasks/{fill}/complete", new { outcome = "Submit", data = new { item = "红外测温仪", quantity = 1, price = 600, reason = "夜间巡视" } })).JsonAsync();
        return (id, await MailAsync($"county-{county}@example.test", mail => mail.InReplyTo?.Contains(id.ToString("N"), StringComparison.Ordinal) == true));
    }

    /// <summary>The mail of an account that fits, once it is there.</summary>
    public async Task<MimeMessage> MailAsync(string address, Func<MimeMessage, bool> fits)
    {
        var known = 0;
        while (true)
        {
            var mails = await Mail.ReadAsync(address, known + 1);
            if (mails.LastOrDefault(fits) is { } found)
            {
                return found;
            }

            known = mails.Count;
        }
    }

    /// <summary>An answer to a mail as a mail program makes it: with the quote below.</summary>
    public static MimeMessage Answer(MimeMessage mail, string text, string? from = null)
    {
        var answer = new MimeMessage { Subject = "回复：" + mail.Subject, InReplyTo = mail.MessageId };
        answer.From.Add(from is null ? mail.To.Mailboxes.Single() : MailboxAddress.Parse(from));
        answer.To.AddRange(mail.ReplyTo);
        answer.Body = new TextPart("plain") { Text = $"{text}\n\n------------------ 原始邮件 ------------------\n{mail.TextBody}" };
        return answer;
    }

    /// <summary>How the county has decided; <see langword="null"/> while it has not.</summary>
    public async Task<JsonNode?> DecisionAsync(Guid id)
    {
        using var admin = await AsAsync("admin");
        return (await admin.GetJsonAsync($"/api/tickets/{id}"))["history"]!.AsArray().Select(h => h!["event"]!).FirstOrDefault(e => e["event"]!.GetValue<string>() == "TaskCompleted" && e["outcome"]!.GetValue<string>() != "Submit");
    }

    /// <summary>What became of a mail that came in, once it has been judged; of one that came twice, the first time.</summary>
    public async Task<JsonNode> IncomingAsync(string messageId) => (await JudgedAsync(messageId, atLeast: 1))[0];

    /// <summary>What became of a mail each time it came in, the first time first, once that has been judged often enough.</summary>
    public async Task<IReadOnlyList<JsonNode>> JudgedAsync(string messageId, int atLeast)
    {
        using var admin = await AsAsync("admin");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            var found = (await admin.GetJsonAsync("/api/mail/incoming?take=200"))["items"]!.AsArray().OfType<JsonNode>().Where(m => m["messageId"]?.GetValue<string>() == messageId).Reverse().ToList();
            if (found.Count >= atLeast)
            {
                return found;
            }
        }
        while (await pause.WaitForNextTickAsync(patience.Token));

        throw new TimeoutException("The mail was not judged.");
    }
}
