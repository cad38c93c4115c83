using Host.Elsa.Definitions;
using Host.Elsa.Instances;
using Host.Elsa.Studio;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Host.Elsa;

/// <summary>Registers what Elsa's API needs.</summary>
internal static class ElsaServices
{
    /// <summary>Adds it with the settings.</summary>
    public static IServiceCollection AddElsa(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ElsaDefinitions>();
        services.AddScoped<InstanceReader>();
        services.AddScoped<ExecutionFinder>();
        services.AddScoped<StartDesk>();
        services.AddScoped<ElsaTokens>();
        services.AddSingleton<StudioFiles>();
        services.AddSingleton<WatchedInstances>();
        services.AddSignalR();
        services.AddHostedService<InstanceWatch>();
        services.AddCors(cors => cors.AddPolicy(ElsaRoutes.Origins, policy => Allow(policy, configuration.GetSection("Elsa:Origins").Get<string[]>() ?? [])));
        return services;
    }

    /// <summary>Pages of other sites that may call the API, with a token or key of their own: cookies are never taken from them.</summary>
    private static void Allow(CorsPolicyBuilder policy, string[] origins) => policy
        .WithOrigins(origins)
        .WithHeaders("authorization", "content-type", "x-tenant-id", "x-requested-with", "x-signalr-user-agent", "idempotency-key")
        .WithMethods("GET", "POST", "PUT", "DELETE")
        .WithExposedHeaders([.. ExecutionEndpoints.Headers, "content-disposition"]);
}
