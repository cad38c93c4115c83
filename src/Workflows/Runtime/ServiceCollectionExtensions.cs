using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Core;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Design;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Events;
using Workflows.Runtime.Http;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Migration;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.People;
using Workflows.Runtime.Simulation;
using Workflows.Runtime.Time;
using Workflows.Runtime.Timers;

namespace Workflows.Runtime;

/// <summary>Registers the runtime.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds command runner, catalogue, event delivery and change feed. The stores come from a storage project. Pumps are added by <see cref="AddWorkflowPumps"/>.</summary>
    public static IServiceCollection AddWorkflowRuntime(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WorkingCalendars>();
        services.TryAddSingleton<IWorkingCalendars>(s => s.GetRequiredService<WorkingCalendars>());
        services.TryAddSingleton<RecountSignal>();
        services.TryAddSingleton<CalendarKeeper>();
        services.TryAddSingleton<ICalendarDesk, CalendarDesk>();
        services.TryAddSingleton<Decide>(_ => Engine.Decide);
        services.TryAddSingleton<IChangeFeed, ChangeFeed>();
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<TimerSignal>();
        services.TryAddSingleton<StepDecider>();
        services.TryAddSingleton<StepAnnouncer>();
        services.TryAddSingleton<TicketNumbers>();
        services.TryAddSingleton<AbsenceDesk>();
        services.TryAddSingleton<MailDecisions>();
        services.TryAddSingleton<IncomingMailDesk>();
        services.TryAddSingleton<MailPreferenceDesk>();
        services.TryAddSingleton<MailQueueSignal>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommandGuard, AuthorityGuard>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommandGuard, ReceiverGuard>());
        services.TryAddSingleton<ICommandRunner, CommandRunner>();
        services.TryAddSingleton<DefinitionCatalog>();
        services.TryAddSingleton<IDefinitionCatalog>(s => s.GetRequiredService<DefinitionCatalog>());
        services.TryAddSingleton<IVersionPublishing, VersionPublishing>();
        services.TryAddSingleton<IDesignDesk, DesignDesk>();
        services.TryAddSingleton<IStartTriggers>(s => s.GetRequiredService<DefinitionCatalog>());
        services.TryAddSingleton<IMigrations, MigrationDesk>();
        services.TryAddSingleton<DraftWorld>();
        services.TryAddSingleton<ISimulations, SimulationDesk>();
        services.TryAddSingleton<EventDelivery>();
        services.TryAddSingleton<StartTriggerScheduler>();
        return services;
    }

    /// <summary>Adds HTTP requests of workflows. Without it they become incidents, as every work does that nobody carries out.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options, usually from the section <see cref="WorkflowHttpOptions.Section"/>.</param>
    public static IServiceCollection AddHttpRequests(this IServiceCollection services, Action<WorkflowHttpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<WorkflowHttpOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<HttpRequestClient>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkHandler, HttpRequestWorkHandler>());
        return services;
    }

    /// <summary>Adds the two background pumps: timers with start triggers, and the outbox. A host that only reads or checks leaves them out.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configureTimers">Changes how timers are fired.</param>
    /// <param name="configureOutbox">Changes how wishes are fulfilled.</param>
    public static IServiceCollection AddWorkflowPumps(this IServiceCollection services, Action<TimerPumpOptions>? configureTimers = null, Action<OutboxPumpOptions>? configureOutbox = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<TimerPumpOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OutboxPumpOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.Configure(configureTimers ?? (_ => { }));
        services.Configure(configureOutbox ?? (_ => { }));
        services.TryAddSingleton(new BackOff(Random.Shared.NextDouble));
        services.TryAddSingleton<TimerPumpEnvironment>();
        services.TryAddSingleton<OutboxPumpEnvironment>();
        services.TryAddSingleton<EffectDispatcher>();
        services.TryAddSingleton<TimerPump>();
        services.TryAddSingleton<OutboxPump>();
        services.AddHostedService(s => s.GetRequiredService<TimerPump>());
        services.AddHostedService(s => s.GetRequiredService<OutboxPump>());
        services.TryAddSingleton<CalendarRecounter>();
        services.AddHostedService(s => s.GetRequiredService<CalendarRecounter>());
        return services;
    }
}
