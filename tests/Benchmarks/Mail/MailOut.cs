using System.Diagnostics;
using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using MimeKit;
using TestSupport.Mail;

namespace Benchmarks.Mail;

/// <summary>How fast task mails that wait in the outbox go out, each with keys of its own and written down, beside mails that are only sent.</summary>
internal static class MailOut
{
    private const int Clerks = 100;
    private const int Warm = 300;
    private const double LeastRatio = 0.20;
    private const double Aim = 500;

    /// <param name="server">The mail server.</param>
    /// <param name="database">Where.</param>
    /// <param name="mails">How many; no clerk gets more than their day holds.</param>
    /// <returns>Whether the limit was kept and every mail went out once.</returns>
    public static async Task<bool> RunAsync(MailServer server, Database database, int mails)
    {
        var office = new PostOffice(server, database.ConnectionString);
        await SendAsync(office, 0, Warm); // the compiler's
        var rate = await SendAsync(office, Warm, mails);
        var arrived = new List<MimeMessage>();
        for (var i = 0; i < Clerks; i++)
        {
            arrived.AddRange(await server.TakeAsync(PostOffice.Address(i)));
        }

        var raw = await RawAsync(server, arrived[0], mails);
        var met = rate / raw >= LeastRatio && arrived.Count == Warm + mails;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{mails:N0} task mails out",-46} {rate,8:N0} /s, {rate / raw:0.00} of {raw:N0} /s only sent (limit {LeastRatio:0.00}{(met ? "" : ": MISSED")}), aim {Aim:N0} /s {(rate >= Aim ? "reached" : "not reached")}; {arrived.Count - Warm:N0} arrived"));
        return met;
    }

    /// <summary>Lets mails gather in the outbox, then starts what sends them.</summary>
    /// <returns>Mails per second.</returns>
    private static async Task<double> SendAsync(PostOffice office, int sent, int mails)
    {
        const string mailbox = "closedloop@example.test";
        using (var before = await office.StartAsync(mailbox, sends: false, reads: false))
        {
            await PostOffice.HireAsync(before.Services, Clerks);
            await Parallel.ForAsync(0, mails, async (i, _) => await PostOffice.AskAsync(before.Services, i % Clerks));
            await before.StopAsync();
        }

        using var host = await office.StartAsync(mailbox, sends: true, reads: false);
        var watch = Stopwatch.StartNew();
        await PostOffice.UntilAsync(async () => await PostOffice.SentAsync(host.Services) == sent + mails, TimeSpan.FromMilliseconds(100));
        var taken = watch.Elapsed;
        await host.StopAsync();
        return mails / taken.TotalSeconds;
    }

    /// <summary>The same mail again and again, over as many connections, by nothing but a mail client.</summary>
    /// <returns>Mails per second.</returns>
    private static async Task<double> RawAsync(MailServer server, MimeMessage mail, int mails)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, PostOffice.Connections, async (_, stop) =>
        {
            using var client = new SmtpClient();
            await client.ConnectAsync("127.0.0.1", server.SmtpPort, SecureSocketOptions.None, stop);
            for (var i = 0; i < mails / PostOffice.Connections; i++)
            {
                await client.SendAsync(mail, stop);
            }

            await client.DisconnectAsync(quit: true, stop);
        });
        return mails / watch.Elapsed.TotalSeconds;
    }
}
