using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflows.Inspection.CrossInspection;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Evaluation;
using Workflows.Inspection.Evidence;
using Workflows.Inspection.Inspectors;
using Workflows.Inspection.Patrols;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Tickets;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Instances;

namespace Workflows.Inspection;

/// <summary>Registers the inspection room.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds drops, readings, screening, tickets and evidence. The host adds what stands behind <c>IPeople</c>, <c>IChangeFeed</c>,
    /// <c>ISuspicionPool</c>, <c>IImportLog</c>, <c>IEvidenceIndex</c>, <c>IInspectorRegister</c>, <c>ITicketRecords</c>, <c>IInstanceQueries</c> and <c>ICommandRunner</c>.
    /// </summary>
    public static IServiceCollection AddInspection(this IServiceCollection services, Action<InspectionOptions>? configure = null)
    {
        services.AddOptions<InspectionOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(p => new ReadingsDatabase(p.GetRequiredService<IOptions<InspectionOptions>>().Value));
        services.TryAddSingleton<IReadings, ReadingsStore>();
        services.TryAddSingleton<ImportSurroundings>();
        services.TryAddSingleton<DropImporter>();
        services.TryAddSingleton<IDropImporter>(p => p.GetRequiredService<DropImporter>());
        services.TryAddSingleton<ScreeningService>();
        services.TryAddSingleton<IScreening>(p => p.GetRequiredService<ScreeningService>());
        services.TryAddSingleton<OfflineScreening>();
        services.TryAddSingleton<AreaDraw>();
        services.TryAddSingleton<InspectorDesk>();
        services.TryAddSingleton<EvaluationService>();
        services.TryAddSingleton<CrossPlanShelf>();
        services.TryAddSingleton<ITicketStarter, TicketStarter>();
        services.TryAddSingleton<EvidenceStore>();
        services.TryAddSingleton<IEvidenceStore>(p => p.GetRequiredService<EvidenceStore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkHandler, ScreeningWorkHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkHandler, StartTicketsWorkHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkHandler, AreaDrawWorkHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommandGuard, EvidenceGuard>());
        services.AddHostedService<ImportFinisher>();
        return services;
    }
}
