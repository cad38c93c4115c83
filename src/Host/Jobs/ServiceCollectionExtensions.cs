using Host.Definitions;
using Host.Evaluation;
using Host.Imports;
using Host.Suspicions;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Host.Jobs;

/// <summary>Registers what the staff pages keep besides the rooms: background jobs, uploads, prepared drops.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">Read: section <see cref="ImportOptions.Section"/>.</param>
    /// <param name="dataDirectory">Where the product keeps its data; prepared drops lie in <c>drops</c> below it.</param>
    /// <param name="workflowsFolder">Where the workflow folders lie.</param>
    public static IServiceCollection AddStaffPages(this IServiceCollection services, IConfiguration configuration, string dataDirectory, string workflowsFolder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<ImportOptions>().Bind(configuration.GetSection(ImportOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(new DropShelf(Path.Combine(dataDirectory, "drops")));
        services.TryAddSingleton(new WorkflowFolders(Path.GetFullPath(workflowsFolder)));
        services.TryAddSingleton(provider =>
        {
            var desk = new UploadDesk(Path.Combine(Path.GetFullPath(dataDirectory), "uploads"), provider.GetRequiredService<IOptions<ImportOptions>>().Value.MaxUploadBytes);
            desk.Sweep();
            return desk;
        });
        services.TryAddSingleton<ImportJobs>();
        services.TryAddSingleton<ScreeningJobs>();
        services.AddSingleton<EvaluationTable>();
        return services;
    }
}
