using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MimeKit;
using TestSupport.Mail;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Mail;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;

namespace Benchmarks.Mail;

/// <summary>The product beside a real mail server: it asks people by mail and reads their answers.</summary>
/// <param name="server">The mail server.</param>
/// <param name="connectionString">The database.</param>
internal sealed class PostOffice(MailServer server, string connectionString)
{
    /// <summary>Over how many connections mail goes out.</summary>
    public const int Connections = 4;

    private const string AuthenticationServer = "mx.example.test";
    private static readonly Actor Reader = Actor.System("benchmark");

    /// <summary>Who has the next task.</summary>
    public static readonly Actor Next = new("prefecture", "市专责", [new RoleGrant(Roles.PrefectureOfficer, "42090")]);

    /// <summary>A mail server that says who sent a mail, as an organisation's own does.</summary>
    public static Task<MailServer> OpenAsync() => MailServer.StartAsync(new MailServerSettings { AuthenticationServer = AuthenticationServer });

    /// <summary>Starts the product.</summary>
    /// <param name="mailbox">The account that answers come to.</param>
    /// <param name="sends">Whether mails go out; else they wait in the outbox.</param>
    /// <param name="reads">Whether answers are read.</param>
    public async Task<IHost> StartAsync(string mailbox, bool sends, bool reads)
    {
        var archive = Directory.CreateTempSubdirectory("benchmarks-mail-").FullName;
        var host = await Machine.StartAsync(connectionString, sends, services =>
        {
            services.AddSingleton<IReplyAttachments, NoAttachments>();
            services.AddWorkflowMail(o =>
            {
                (o.From, o.PickupDirectory, o.Delivery.MostADay) = ($"ClosedLoop <{mailbox}>", archive, 200);
                (o.Smtp.Host, o.Smtp.Port, o.Smtp.Security, o.Smtp.Connections) = ("127.0.0.1", server.SmtpPort, SmtpSecurity.None, Connections);
                (o.Imap.Host, o.Imap.Port, o.Imap.Security) = ("127.0.0.1", server.ImapPort, SmtpSecurity.None);
                (o.Imap.UserName, o.Imap.Password, o.Imap.AuthenticationServer, o.Imap.ArchiveDirectory) = (mailbox, MailServer.Password, AuthenticationServer, archive);
            });
            if (reads)
            {
                services.AddMailReading();
            }
        });
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() => Directory.Delete(archive, recursive: true));
        return host;
    }

    /// <summary>Gives clerks accounts, so that each gets mail of their own.</summary>
    public static async Task HireAsync(IServiceProvider services, int clerks)
    {
        var people = services.GetRequiredService<IPeople>();
        await people.SaveUnitsAsync([new OrgUnit("42090", "市公司", OrgTier.Prefecture, null), new OrgUnit("4209001", "一县公司", OrgTier.County, "42090")]);
        await Parallel.ForAsync(0, clerks, async (i, stop) => await people.SavePersonAsync(new Person(Clerk(i), $"审批人{i}", Address(i), "4209001", [], IsActive: true, "zh-CN"), stop));
    }

    /// <summary>Asks a clerk.</summary>
    /// <returns>The instance that waits for the decision.</returns>
    public static async Task<Guid> AskAsync(IServiceProvider services, int clerk)
    {
        var start = new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Machine.Officer, new JsonObject { ["to"] = Clerk(clerk) });
        var outcome = await services.GetRequiredService<ICommandRunner>().StartAsync("asked", start);
        return outcome.Accepted ? outcome.InstanceId : throw new InvalidOperationException(outcome.Refusal!.Message.En);
    }

    /// <summary>The address of a clerk.</summary>
    public static string Address(int clerk) => $"{Clerk(clerk)}@example.test";

    /// <summary>How many mails have left.</summary>
    public static async Task<int> SentAsync(IServiceProvider services) =>
        (await services.GetRequiredService<IMailLog>().ListAsync(Reader, new MailFilter(OutgoingMailState.Sent, Take: 1))).Total;

    /// <summary>The instances whose next task lies in its inbox.</summary>
    public static async Task<HashSet<Guid>> DecidedAsync(IServiceProvider services) =>
        [.. (await services.GetRequiredService<IInstanceQueries>().InboxAsync(Next, new InboxFilter(Take: 200))).Items.Select(t => t.InstanceId)];

    /// <summary>Waits until something is so.</summary>
    /// <param name="isSo">Looks.</param>
    /// <param name="every">How often it is looked, lest the looks take the machine from what is measured.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan every)
    {
        using var pace = new PeriodicTimer(every);
        while (!await isSo())
        {
            await pace.WaitForNextTickAsync();
        }
    }

    /// <summary>A yes, as a mail program writes it.</summary>
    public static MimeMessage Yes(MimeMessage mail)
    {
        var answer = new MimeMessage { Subject = "回复：" + mail.Subject, InReplyTo = mail.MessageId };
        answer.From.Add(mail.To.Mailboxes.Single());
        answer.To.AddRange(mail.ReplyTo);
        answer.Body = new TextPart("plain") { Text = $"同意\n\n------------------ 原始邮件 ------------------\n{mail.TextBody}" };
        return answer;
    }

    private static string Clerk(int number) => $"clerk-{number}";

    /// <summary>Nothing is attached to these answers.</summary>
    private sealed class NoAttachments : IReplyAttachments
    {
        public Task KeepAsync(Actor by, Guid taskId, string fileName, Stream content, CancellationToken cancellationToken = default) => throw new NotSupportedException(fileName);
    }
}
