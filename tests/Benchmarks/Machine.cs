using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Core.Organisation;
using Workflows.Runtime;
using Workflows.Runtime.Definitions;
using Workflows.Storage;

namespace Benchmarks;

/// <summary>The runtime on a database, as a host has it.</summary>
internal static class Machine
{
    public static Actor Officer { get; } = new("county-1", "县专责", [new RoleGrant(Roles.CountyOfficer, "4209001")]);

    /// <summary>Builds it, brings the database up to date and imports the workflows beside this program.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="pumps">Whether timers and outbox run.</param>
    /// <param name="more">Adds what a part needs besides.</param>
    public static async Task<IHost> StartAsync(string connectionString, bool pumps, Action<IServiceCollection>? more = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddWorkflowStorage(o => (o.ConnectionString, o.AuditKeyFile) = (connectionString, Path.Combine(AppContext.BaseDirectory, "audit.key")));
        builder.Services.AddWorkflowRuntime();
        if (pumps)
        {
            builder.Services.AddWorkflowPumps();
        }

        more?.Invoke(builder.Services);
        var host = builder.Build();
        await host.Services.GetRequiredService<StorageSetup>().PrepareAsync();
        var report = await host.Services.GetRequiredService<IDefinitionCatalog>().ImportFoldersAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), "system:import");
        if (report.Problems.Count > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, report.Problems.Select(p => $"{p.Path}: {p.Message.En}")));
        }

        await host.StartAsync();
        return host;
    }
}
