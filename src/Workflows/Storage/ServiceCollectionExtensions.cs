using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Evidence;
using Workflows.Inspection.Inspectors;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Copies;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Design;
using Workflows.Runtime.Drafts;
using Workflows.Runtime.Events;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;
using Workflows.Runtime.Time;
using Workflows.Runtime.Timers;
using Workflows.Storage.Audit;
using Workflows.Storage.Copies;
using Workflows.Storage.Definitions;
using Workflows.Storage.Design;
using Workflows.Storage.Drafts;
using Workflows.Storage.Hidden;
using Workflows.Storage.Inspection;
using Workflows.Storage.Instances;
using Workflows.Storage.Mails;
using Workflows.Storage.Operations;
using Workflows.Storage.Outbox;
using Workflows.Storage.People;
using Workflows.Storage.Queries;
using Workflows.Storage.Retention;
using Workflows.Storage.Sqlite;
using Workflows.Storage.Time;
using Workflows.Storage.Timers;
using Workflows.Storage.Writing;

namespace Workflows.Storage;

/// <summary>Registers the storage.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds the stores behind the runtime's ports and <see cref="WorkflowContext"/> (scoped, and by factory). Call it before the hosted services that
    /// use the database, since it brings the database up to date when the host starts.
    /// </summary>
    public static IServiceCollection AddWorkflowStorage(this IServiceCollection services, Action<StorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<StorageOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WriteGate>();
        services.TryAddSingleton<WriteTurns>();
        services.TryAddSingleton(s => Dialect.For(s.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString, s.GetRequiredService<WriteTurns>()));
        services.AddDbContextFactory<WorkflowContext>((s, options) => s.GetRequiredService<Dialect>().Configure(options));
        services.TryAddSingleton<GroupCommitWriter>();
        services.TryAddSingleton(s => new InstanceCache(s.GetRequiredService<IOptions<StorageOptions>>().Value.CacheSize));
        services.TryAddSingleton<ReadViews>();
        services.TryAddSingleton<InboxReader>();
        services.TryAddSingleton(s => new AuditKey(s.GetRequiredService<IOptions<StorageOptions>>().Value.AuditKeyFile));
        services.TryAddSingleton<HeadTeller>();
        services.TryAddSingleton<SealedTime>();
        services.TryAddSingleton<AuditSealer>();
        services.AddOptions<RetentionOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ArchiveFiles>();
        services.TryAddSingleton<RestingInstances>();
        services.TryAddSingleton<RetentionEnvironment>();
        services.TryAddSingleton<RetentionPump>();
        services.TryAddSingleton<SelfCheck>();
        services.TryAddSingleton(s => new StorageSetup(s.GetRequiredService<Dialect>()));
        services.AddHostedService(s => s.GetRequiredService<StorageSetup>());
        services.AddHostedService(s => s.GetRequiredService<AuditSealer>());
        services.AddHostedService(s => s.GetRequiredService<RetentionPump>());
        AddPorts(services);
        return services;
    }

    private static void AddPorts(IServiceCollection services)
    {
        services.TryAddSingleton<InstanceStore>();
        services.TryAddSingleton<IInstanceStore>(s => s.GetRequiredService<InstanceStore>());
        services.TryAddSingleton<INumberStore>(s => s.GetRequiredService<InstanceStore>());
        services.TryAddSingleton<IEventBookmarks>(s => s.GetRequiredService<InstanceStore>());
        services.TryAddSingleton<TimerStore>();
        services.TryAddSingleton<ITimerStore>(s => s.GetRequiredService<TimerStore>());
        services.TryAddSingleton<IScheduleStore>(s => s.GetRequiredService<TimerStore>());
        services.TryAddSingleton<ICalendarStore, CalendarStore>();
        services.TryAddSingleton<IOutboxStore, OutboxStore>();
        services.TryAddSingleton<IDraftStore, DraftStore>();
        services.TryAddSingleton<ITypedDrafts, DraftStore>();
        services.TryAddSingleton<IDefinitionStore, DefinitionStore>();
        services.TryAddSingleton<IDesignDraftStore, DesignDraftStore>();
        services.TryAddSingleton<IPeople, PeopleStore>();
        services.TryAddSingleton<IAbsences, AbsenceStore>();
        services.TryAddSingleton<ICopies, CopyStore>();
        services.TryAddSingleton<IInstanceQueries, InstanceQueries>();
        services.TryAddSingleton<IStepStatistics, StepStatistics>();
        services.TryAddSingleton<IArchive, ArchiveReader>();
        services.TryAddSingleton<IRetention>(s => s.GetRequiredService<RetentionPump>());
        services.TryAddSingleton<MailLog>();
        services.TryAddSingleton<IMailLog>(s => s.GetRequiredService<MailLog>());
        services.TryAddSingleton<IMailQueue>(s => s.GetRequiredService<MailLog>());
        services.TryAddSingleton<IMailPreferences, MailPreferenceStore>();
        services.TryAddSingleton<IBouncedAddresses, BouncedAddressStore>();
        services.TryAddSingleton<IHidden, HiddenStore>();
        services.TryAddSingleton<IDecisionKeys, DecisionKeyStore>();
        services.TryAddSingleton<IIncomingMails, IncomingMails>();
        services.TryAddSingleton<IOperations, OperationsStore>();
        services.TryAddSingleton<ISuspicionPool, SuspicionPool>();
        services.TryAddSingleton<IImportLog, ImportLog>();
        services.TryAddSingleton<IEvidenceIndex, EvidenceIndex>();
        services.TryAddSingleton<IInspectorRegister, InspectorRegister>();
        services.TryAddSingleton<ITicketRecords, TicketRecords>();
    }
}
