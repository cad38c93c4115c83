using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Mail.Receiving;
using Workflows.Mail.Sending;
using Workflows.Mail.Transport;
using Workflows.Runtime;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Timers;
using Workflows.Storage;

namespace Workflows.Mail.Tests;

/// <summary>Engine, database, outbox and mail room as the host composes them, on a clock that stands still until it is moved. Mail goes to a folder; answers are handed in.</summary>
internal sealed class Office : IAsyncDisposable
{
    public const string Request = "request";
    private readonly DirectoryInfo _folder;
    private readonly Action<MailOptions> _configure;
    private ServiceProvider _services = null!;
    private long _uid;
    private bool _isBroken;

    private readonly bool _isOnline;

    private Office(DirectoryInfo folder, Action<MailOptions> configure, bool isOnline) => (_folder, _configure, _isOnline) = (folder, configure, isOnline);

    /// <summary>2026-11-23 (a Monday) 09:00 at UTC+8.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));

    /// <param name="configure">Changes settings.</param>
    /// <param name="isOnline">Whether mail goes to the server that the settings name; else it goes to a folder.</param>
    public static async Task<Office> OpenAsync(Action<MailOptions>? configure = null, bool isOnline = false)
    {
        var office = new Office(Directory.CreateTempSubdirectory("office-"), configure ?? (_ => { }), isOnline);
        await office.StartAgainAsync();
        var people = office.Get<IPeople>();
        await people.SaveUnitsAsync([new("P", "市公司", OrgTier.Prefecture, null), new("C1", "一县公司", OrgTier.County, "P"), new("S11", "一所", OrgTier.Station, "C1")]);
        await people.SavePersonAsync(new Person("ada", "张三", "ada@example.test", "S11", [], true, "zh-CN"));
        await people.SavePersonAsync(new Person("bob", "李四", "bob@example.test", "C1", [new RoleGrant(Roles.CountyOfficer, "C1")], true, "zh-CN"));
        await people.SavePersonAsync(new Person("eve", "Eve", "eve@example.test", "P", [new RoleGrant(Roles.PrefectureOfficer, "P")], true, "en"));
        await office.PublishAsync("""{ "link": "Link", "reply": "Authenticated" }""");
        return office;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Ends the program as a power cut does, and starts it on the same data.</summary>
    public async Task StartAgainAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton<TimeProvider>(Clock);
        services.AddWorkflowStorage(o => (o.ConnectionString, o.AuditKeyFile) = ($"Data Source={Path.Combine(_folder.FullName, "office.db")}", Path.Combine(_folder.FullName, "audit.key")));
        services.AddWorkflowRuntime().AddWorkflowPumps();
        if (!_isOnline)
        {
            services.AddSingleton<IMailTransport>(s => new Breakable(s.GetRequiredService<PickupTransport>(), () => _isBroken));
        }

        services.AddWorkflowMail(Configure).AddMailReading();
        services.AddSingleton<IReplyAttachments, KeptAttachments>();
        _services = services.BuildServiceProvider();
        await Get<StorageSetup>().PrepareAsync();
    }

    /// <summary>Publishes the request: Ada approves or rejects it, and is told; then by and by her superiors are.</summary>
    public async Task PublishAsync(string byMail, string ladder = "[]", string due = "\"2wd\"")
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "workflows", Request));
        var mails = folder.CreateSubdirectory("mail").FullName;
        foreach (var template in Directory.EnumerateFiles(RepositoryRoot.Combine("src", "Workflows", "Mail", "Templates"), "task-*.liquid"))
        {
            File.Copy(template, Path.Combine(mails, Path.GetFileName(template)), overwrite: true);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "workflow.json"), $$"""
            { "definitionId": "{{Request}}", "name": "Request",
              "customProperties": { "closedLoop": { "header": { "unit": { "type": "Literal", "value": "S11" } } } },
              "root": { "id": "f", "type": "Elsa.Flowchart", "connections": [], "activities": [
                { "id": "a", "type": "ClosedLoop.UserTask", "name": "a", "title": { "zh": "审批申请", "en": "Approve the request" }, "candidates": [ { "person": { "type": "Literal", "value": "ada" } } ],
                  "outcomes": [ { "name": "Approved", "label": { "zh": "同意", "en": "Approve" } }, { "name": "Rejected", "label": { "zh": "不同意", "en": "Reject" }, "commentRequired": true, "intent": "danger" } ],
                  "due": {{due}}, "ladder": {{ladder}}, "mailOnCreate": "task-new", "decideByMail": {{byMail}} } ] } }
            """);
        var report = await Get<IDefinitionCatalog>().ImportFoldersAsync(Path.Combine(_folder.FullName, "workflows"), "system:test");
        Assert.Empty(report.Problems);
    }

    /// <summary>Starts a request and does what it wishes.</summary>
    public async Task<Guid> AskAsync()
    {
        var id = Guid.CreateVersion7();
        var outcome = await Get<ICommandRunner>().StartAsync(Request, new StartInstance(Guid.CreateVersion7(), id, Actor.System("test"), []));
        Assert.True(outcome.Accepted, outcome.Refusal?.Message.En);
        await PumpAsync();
        return id;
    }

    /// <summary>Decides a request on its page.</summary>
    public async Task<CommandOutcome> DecideAsync(Guid id, string outcome = "Approved")
    {
        var task = (await LoadAsync(id)).Tasks.Single();
        return await Get<ICommandRunner>().RunAsync(new CompleteTask(Guid.CreateVersion7(), id, Get<IPeople>().Find("ada")!.ToActor(), task.Id, outcome, [], "在页面上办理"));
    }

    public async Task<WorkflowInstance> LoadAsync(Guid id) => (await Get<IInstanceStore>().LoadAsync(id))!;

    /// <summary>The decision about a request; <see langword="null"/> = there is none yet.</summary>
    public async Task<TaskCompleted?> DecisionAsync(Guid id) => (await Get<IInstanceQueries>().FindInstanceAsync(Actor.System("test"), id))!.History.Select(h => h.Event).OfType<TaskCompleted>().SingleOrDefault();

    /// <summary>How a request was decided; "" = not yet.</summary>
    public async Task<string> OutcomeAsync(Guid id) => (await DecisionAsync(id))?.Outcome ?? "";

    /// <summary>Fires timers, fulfils wishes and sends what is due.</summary>
    public async Task PumpAsync()
    {
        await Get<TimerPump>().PumpOnceAsync(CancellationToken.None);
        await Get<OutboxPump>().PumpOnceAsync(CancellationToken.None);
        await Get<MailQueuePump>().PumpOnceAsync(CancellationToken.None);
    }

    /// <summary>Reads the mailbox, and does what follows from it.</summary>
    public async Task ReadMailAsync()
    {
        await _services.GetServices<IHostedService>().OfType<MailboxReader>().Single().ReadOnceAsync(CancellationToken.None);
        await PumpAsync();
    }

    /// <summary>Moves the clock to a time of the local day so many days ahead, and pumps.</summary>
    public async Task UntilAsync(string time, int days = 0)
    {
        var local = Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        Clock.SetUtcNow(new DateTimeOffset(local.Date.AddDays(days) + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture), local.Offset));
        await PumpAsync();
    }

    /// <summary>What has gone to an address, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Sent(string person) =>
    [
        .. Directory.CreateDirectory(MailFolder).GetFiles("*.eml").Select(f => MimeMessage.Load(f.FullName))
            .Where(m => m.To.Mailboxes.Single().Address == $"{person}@example.test").OrderBy(m => m.Date).ThenBy(m => m.MessageId),
    ];

    /// <summary>The log of what went, or did not go, to a person.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> LogAsync(string person) => [.. (await Get<IMailLog>().ListAsync(Actor.System("test"), new MailFilter(Take: 200))).Items.Where(m => m.ReceiverId == person)];

    public Task ChooseAsync(string person, MailDelivery delivery = MailDelivery.Each, string? quietFrom = null, string? quietUntil = null, int most = 20) => Get<IMailPreferences>().SaveAsync(
        new MailPreference(person, delivery, Time(quietFrom), Time(quietUntil), [new TimeOnly(8, 0), new TimeOnly(14, 0)], most));

    /// <summary>Hands an answer in as the mailbox does; the organisation's own server vouches for its sender.</summary>
    public async Task<IncomingMail> AnswerAsync(MimeMessage mail, string text, bool isVouchedFor = true)
    {
        var answer = Answer(mail, text);
        if (isVouchedFor)
        {
            answer.Headers.Insert(0, "Authentication-Results", "mx.example.test; dkim=pass header.d=example.test");
        }

        return await TakeAsync(answer);
    }

    /// <summary>An answer as a mail program writes it, with the quote below.</summary>
    public static MimeMessage Answer(MimeMessage mail, string text)
    {
        var answer = new MimeMessage { Subject = "回复：" + mail.Subject, InReplyTo = mail.MessageId, MessageId = $"{Guid.NewGuid():N}@example.test" };
        answer.From.Add(mail.To.Mailboxes.Single());
        answer.To.AddRange(mail.ReplyTo);
        answer.Body = new TextPart("plain") { Text = $"{text}\n\n------------------ 原始邮件 ------------------\n{mail.TextBody}" };
        return answer;
    }

    /// <summary>Takes the way out away, or gives it back.</summary>
    public void BreakTransport(bool isBroken) => _isBroken = isBroken;

    /// <summary>Hands any mail in.</summary>
    public async Task<IncomingMail> TakeAsync(MimeMessage mail, long? uid = null)
    {
        using var raw = new MemoryStream();
        await mail.WriteToAsync(raw);
        var place = new MailPlace("box", 1, uid ?? ++_uid, Clock.GetUtcNow());
        await Get<MailTaker>().TakeAsync(place, raw.ToArray(), CancellationToken.None);
        await PumpAsync();
        return (await Get<IIncomingMails>().FindAsync(Actor.System("test"), place.Id))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private string MailFolder => Path.Combine(_folder.FullName, "mail");

    private void Configure(MailOptions options)
    {
        options.From = "稽查闭环 <closedloop@example.test>";
        options.PublicBaseUrl = "https://closedloop.example.test";
        options.PickupDirectory = MailFolder;
        options.Smtp.Host = "smtp.example.test";
        options.Imap = new ImapOptions { Host = "imap.example.test", UserName = "closedloop", Password = "pw", AuthenticationServer = "mx.example.test", ArchiveDirectory = Path.Combine(_folder.FullName, "mail-in") };
        _configure(options);
    }

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A folder that can be away, as a server can.</summary>
    private sealed class Breakable(IMailTransport inner, Func<bool> isBroken) : IMailTransport
    {
        public Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken) => isBroken()
            ? Task.FromResult<Delivery>(new Delivery.Postponed(new Refusal("mail.connect", LocalizedText.Same("away"))))
            : inner.SendAsync(message, cancellationToken);
    }

    private sealed class KeptAttachments : IReplyAttachments
    {
        public Task KeepAsync(Actor by, Guid taskId, string fileName, Stream content, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
