using System.Diagnostics;
using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using MimeKit;
using TestSupport.Mail;

namespace Benchmarks.Mail;

/// <summary>
/// How long it takes from an answer until its decision shows in the next inbox, and what very many old mails in the mailbox change about the start. The measure of the first is how long the mail
/// server takes to tell a bare client of a mail; that of the second is the same start with a mailbox that is nearly empty.
/// </summary>
internal static class MailIn
{
    private const string Mailbox = "few@example.test";
    private const int Few = 100;
    private const int Starts = 3;
    private const int Answers = 40;
    private const double MostOfRaw = 2;
    private const double MostOfFew = 3;
    private const double AimMilliseconds = 2000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <param name="server">The mail server.</param>
    /// <param name="database">Where.</param>
    /// <param name="many">How many old mails.</param>
    /// <returns>Whether the limits were kept.</returns>
    public static async Task<bool> RunAsync(MailServer server, Database database, int many)
    {
        var office = new PostOffice(server, database.ConnectionString);
        var before = DateTimeOffset.Now.AddDays(-100);
        await server.FillAsync("warm@example.test", Few, before);
        await server.FillAsync(Mailbox, Few, before);
        await server.FillAsync("many@example.test", many, before);
        await StartsAsync(server, office, "warm@example.test"); // the compiler's
        var few = await StartsAsync(server, office, Mailbox);
        var most = await StartsAsync(server, office, "many@example.test");
        var bare = await OpenAsync(server, "many@example.test");
        var met = true;
        foreach (var (what, i) in new[] { ("first", 0), ("later", 1) })
        {
            met &= Say($"{what} start, {many:N0} old mails", most[i].Ready, few[i].Ready, $"with {Few}");
            met &= Say($"… until the answer that lies there is decided", most[i].Decided, few[i].Decided + bare, $"with {Few}, and for a bare client to open that mailbox");
        }

        return met & await AnswersAsync(server, office);
    }

    private static bool Say(string what, TimeSpan many, TimeSpan few, string measure)
    {
        var met = many / few <= MostOfFew;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-52} {many.TotalSeconds,8:N2} s, {many / few:0.00} of {few.TotalSeconds:N2} s {measure} (limit {MostOfFew:0.00}{(met ? "" : ": MISSED")})"));
        return met;
    }

    /// <returns>The start with a mailbox that was never read, and the quickest of some with one that was.</returns>
    private static async Task<(TimeSpan Ready, TimeSpan Decided)[]> StartsAsync(MailServer server, PostOffice office, string mailbox)
    {
        var starts = new List<(TimeSpan Ready, TimeSpan Decided)>();
        foreach (var asked in await AskedAsync(server, office, mailbox, 1 + Starts))
        {
            starts.Add(await StartAsync(server, office, mailbox, asked));
        }

        return [starts[0], (starts.Skip(1).Min(s => s.Ready), starts.Skip(1).Min(s => s.Decided))];
    }

    /// <returns>From the start of the program until it is ready, and until an answer that lay there is decided.</returns>
    private static async Task<(TimeSpan Ready, TimeSpan Decided)> StartAsync(MailServer server, PostOffice office, string mailbox, (Guid Instance, MimeMessage Mail) asked)
    {
        await server.SendAsync(PostOffice.Yes(asked.Mail));
        var watch = Stopwatch.StartNew();
        using var host = await office.StartAsync(mailbox, sends: true, reads: true);
        var ready = watch.Elapsed;
        await PostOffice.UntilAsync(async () => (await PostOffice.DecidedAsync(host.Services)).Contains(asked.Instance), Look);
        var decided = watch.Elapsed;
        await host.StopAsync();
        return (ready, decided);
    }

    /// <returns>How long the server takes to open a mailbox in which a mail has arrived since.</returns>
    private static async Task<TimeSpan> OpenAsync(MailServer server, string mailbox)
    {
        await server.SendAsync(Bare(mailbox));
        var watch = Stopwatch.StartNew();
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", server.ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(mailbox, MailServer.Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        return watch.Elapsed;
    }

    /// <summary>Asks clerks by mail while nobody reads the mailbox.</summary>
    private static async Task<List<(Guid Instance, MimeMessage Mail)>> AskedAsync(MailServer server, PostOffice office, string mailbox, int clerks)
    {
        using var host = await office.StartAsync(mailbox, sends: true, reads: false);
        await PostOffice.HireAsync(host.Services, clerks);
        var (sent, instances, asked) = (await PostOffice.SentAsync(host.Services), new List<Guid>(), new List<(Guid, MimeMessage)>());
        for (var i = 0; i < clerks; i++)
        {
            await server.TakeAsync(PostOffice.Address(i));
            instances.Add(await PostOffice.AskAsync(host.Services, i));
        }

        await PostOffice.UntilAsync(async () => await PostOffice.SentAsync(host.Services) == sent + clerks, Look);
        for (var i = 0; i < clerks; i++)
        {
            asked.Add((instances[i], (await server.TakeAsync(PostOffice.Address(i)))[0]));
        }

        await host.StopAsync();
        return asked;
    }

    private static async Task<bool> AnswersAsync(MailServer server, PostOffice office)
    {
        var asked = await AskedAsync(server, office, Mailbox, Answers);
        using var host = await office.StartAsync(Mailbox, sends: true, reads: true);
        var (raw, times) = (await RawAsync(server), new List<double>());
        foreach (var (instance, mail) in asked)
        {
            await PauseAsync();
            var began = Stopwatch.GetTimestamp();
            await server.SendAsync(PostOffice.Yes(mail));
            await PostOffice.UntilAsync(async () => (await PostOffice.DecidedAsync(host.Services)).Contains(instance), Look);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        await host.StopAsync();
        var (tail, bare) = (Tail(times), Tail(raw));
        var met = tail / bare <= MostOfRaw;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{"answer sent → decision in the next inbox, IDLE",-52} {tail,8:N0} ms p95, p50 {times[times.Count / 2]:N0} ms, {tail / bare:0.00} of {bare:N0} ms until a bare client is told (limit {MostOfRaw:0.00}{(met ? "" : ": MISSED")}), aim {AimMilliseconds:N0} ms {(tail < AimMilliseconds ? "reached" : "not reached")}"));
        return met;
    }

    /// <returns>Milliseconds from sending a mail until a client that waits in IDLE is told of it.</returns>
    private static async Task<List<double>> RawAsync(MailServer server)
    {
        const string mailbox = "bare@example.test";
        await server.FillAsync(mailbox, 1, DateTimeOffset.Now);
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", server.ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(mailbox, MailServer.Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        var times = new List<double>();
        for (var i = 0; i < Answers; i++)
        {
            using var told = new CancellationTokenSource();
            void Wake(object? sender, EventArgs e) => told.Cancel();
            client.Inbox.CountChanged += Wake;
            var idle = client.IdleAsync(told.Token);
            await PauseAsync();
            var began = Stopwatch.GetTimestamp();
            await server.SendAsync(Bare(mailbox));
            await idle;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            client.Inbox.CountChanged -= Wake;
        }

        return times;
    }

    private static MimeMessage Bare(string mailbox)
    {
        var mail = new MimeMessage { Subject = "bare", Body = new TextPart("plain") { Text = "bare" } };
        mail.From.Add(new MailboxAddress("", PostOffice.Address(0)));
        mail.To.Add(new MailboxAddress("", mailbox));
        return mail;
    }

    /// <summary>People do not answer in step with the server.</summary>
    private static Task PauseAsync() => Task.Delay(Random.Shared.Next(200, 700));

    private static double Tail(List<double> times)
    {
        times.Sort();
        return times[(int)(times.Count * 0.95) - 1];
    }
}
