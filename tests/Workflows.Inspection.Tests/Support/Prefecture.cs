using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Workflows.Core.Organisation;
using Workflows.Inspection.Demonstration;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Storage;

namespace Workflows.Inspection.Tests.Support;

/// <summary>The product without its web: real engine, real database, the shipped ticket workflow, and a small demonstration prefecture.</summary>
public sealed class Prefecture : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private Prefecture(string? connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Critical));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddWorkflowStorage(o => (o.ConnectionString, o.AuditKeyFile) = (connectionString ?? $"Data Source={_folder["workflow.db"]}", _folder["audit.key"]));
        services.AddWorkflowRuntime();
        services.AddInspection(o =>
        {
            o.DataDirectory = _folder["data"];
            o.ScreeningDirectory = TestSupport.RepositoryRoot.Combine("workflows", "screening");
            o.MaxEvidenceBytes = 1 << 20;
        });
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public Actor Officer { get; } = new("prefecture", "市公司专责", [new RoleGrant(Roles.PrefectureOfficer, DemonstrationNames.PrefectureCode)]);

    public Actor County { get; } = new("county-1", "县公司专责", [new RoleGrant(Roles.CountyOfficer, "4209001")]);

    public Actor Station { get; } = new("station-1-1", "营业所检查员", [new RoleGrant(Roles.StationInspector, "420900101")]);

    public ISuspicionPool Pool => Get<ISuspicionPool>();

    public IInstanceQueries Queries => Get<IInstanceQueries>();

    public string DataDirectory => _folder["data"];

    public string this[string name] => _folder[name];

    /// <summary>Sets everything up, with the drop imported and the ticket workflow published.</summary>
    /// <param name="connectionString">An empty database; <see langword="null"/> = SQLite in a folder of its own.</param>
    public static async Task<Prefecture> StartAsync(string? connectionString = null)
    {
        var prefecture = new Prefecture(connectionString);
        await prefecture.Get<StorageSetup>().PrepareAsync();
        DemonstrationDrop.Write(prefecture["demo"], new DemonstrationOptions { LastDay = new DateOnly(2026, 11, 22), Areas = 42, CustomersPerArea = 60, Days = 40 });
        await prefecture.Get<IDropImporter>().ImportAsync(prefecture["demo"], "prefecture");
        foreach (var actor in new[] { prefecture.Officer, prefecture.County, prefecture.Station })
        {
            await prefecture.Get<IPeople>().SavePersonAsync(new Person(actor.PersonId, actor.Name, null, actor.Grants[0].Unit, actor.Grants, true, "zh-CN"));
        }

        await prefecture.Get<IDefinitionCatalog>().ImportFoldersAsync(TestSupport.RepositoryRoot.Combine("workflows"), "system:import");
        return prefecture;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Screens and pools what is found.</summary>
    public async Task<PoolAddition> ScreenAsync()
    {
        var result = await Get<Workflows.Inspection.Screening.IScreening>().RunAsync("prefecture");
        return await Pool.AddAsync(result.Run, result.Suspicions);
    }

    /// <summary>The best suspicion of a kind.</summary>
    public async Task<Suspicion> BestAsync(SuspicionKind kind = SuspicionKind.Customer) =>
        (await Pool.ListAsync(Officer, new SuspicionFilter(Take: 500))).Items.First(s => s.Kind == kind);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
