using KillPoints.Tests.Points;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TestSupport.Mail;
using Workflows.Core.Organisation;
using Workflows.Mail;
using Workflows.Mail.Receiving;
using Workflows.Mail.Sending;
using Workflows.Runtime;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.Timers;
using Workflows.Storage;
using Workflows.Storage.Writing;

namespace KillPoints.Tests.Script;

/// <summary>The product without its pages: real engine, store, timers, outbox and mail on a real database and mail server, on a clock that the script moves.</summary>
internal sealed class DayHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly SmtpPoints _smtp;
    private readonly ImapPoints _imap;

    private DayHost(Place place, ServiceProvider services, SmtpPoints smtp, ImapPoints imap) => (Place, _services, _smtp, _imap) = (place, services, smtp, imap);

    public Place Place { get; }

    public FakeTimeProvider Clock => (FakeTimeProvider)Get<TimeProvider>();

    /// <summary>Opens what lies in a place, as a start of the program does.</summary>
    /// <param name="place">Where the data and the mail server are.</param>
    /// <param name="killSwitch">Told of each statement and each verb.</param>
    public static async Task<DayHost> OpenAsync(Place place, KillSwitch killSwitch)
    {
        var (smtp, imap) = (new SmtpPoints(place.SmtpPort, killSwitch), new ImapPoints(place.ImapPort, killSwitch));
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Day.Morning));
        services.AddSingleton<Dialect>(s => new CountedDialect(Dialect.For(place.ConnectionString, s.GetRequiredService<Workflows.Storage.Sqlite.WriteTurns>()), killSwitch));
        services.AddWorkflowStorage(o => (o.ConnectionString, o.AuditKeyFile) = (place.ConnectionString, Path.Combine(place.Folder, "audit.key")));

        // One after the other, so that the places come in the same order every time.
        services.AddWorkflowRuntime().AddWorkflowPumps(o => o.Parallelism = 1, o => o.Parallelism = 1);
        services.AddWorkflowMail(o =>
        {
            (o.From, o.PickupDirectory) = (place.Sender, place.Folder);
            (o.Smtp.Host, o.Smtp.Port, o.Smtp.Security) = ("127.0.0.1", smtp.Port, SmtpSecurity.None);
            (o.Imap.Host, o.Imap.Port, o.Imap.Security) = ("127.0.0.1", imap.Port, SmtpSecurity.None);
            (o.Imap.UserName, o.Imap.Password, o.Imap.Address) = (place.Mailbox, MailServer.Password, place.Mailbox);
            (o.Imap.AuthenticationServer, o.Imap.ArchiveDirectory) = (Day.AuthenticationServer, Path.Combine(place.Folder, "mail-in"));
        });
        services.AddSingleton<IReplyAttachments, NoAttachments>();
        services.AddMailReading();
        var host = new DayHost(place, services.BuildServiceProvider(), smtp, imap);
        await host.Get<StorageSetup>().PrepareAsync();
        return host;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<WorkflowContext> ContextAsync() => Get<IDbContextFactory<WorkflowContext>>().CreateDbContextAsync();

    /// <summary>Lets the machine do what is due until nothing is.</summary>
    public async Task PumpAsync()
    {
        do
        {
            await Get<TimerPump>().PumpOnceAsync(default);
        }
        while (await Get<OutboxPump>().PumpOnceAsync(default) + await Get<MailQueuePump>().PumpOnceAsync(default) > 0);
    }

    /// <summary>Reads the answers that have come.</summary>
    public Task ReadMailAsync() => _services.GetServices<IHostedService>().OfType<MailboxReader>().Single().ReadOnceAsync(default);

    public Task<SelfCheckReport> SelfCheckAsync() => Get<IOperations>().SelfCheckAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _smtp.Dispose();
        _imap.Dispose();
    }

    /// <summary>Nothing is attached to the answers of the day.</summary>
    private sealed class NoAttachments : IReplyAttachments
    {
        public Task KeepAsync(Actor by, Guid taskId, string fileName, Stream content, CancellationToken cancellationToken = default) => throw new NotSupportedException(fileName);
    }
}
