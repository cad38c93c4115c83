using Host.Decide;
using Host.Inbox;
using Host.Tickets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Runtime.Instances;

namespace Host.Tasks;

/// <summary>Registers what the pages of inbox, tasks and tickets need besides the rooms.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddTaskPages(this IServiceCollection services)
    {
        services.TryAddScoped<Naming>();
        services.TryAddScoped<TicketSources>();
        services.TryAddSingleton<FormSources>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommandGuard, FormChoiceGuard>());
        services.TryAddScoped<BulkDecisions>();
        services.TryAddScoped<DecideDesk>();
        services.TryAddSingleton<DecideNonce>();
        services.TryAddTransient<DraftKeeper>();
        services.TryAddTransient<TaskDrafts>();
        services.TryAddTransient<TaskWork>();
        return services;
    }
}
