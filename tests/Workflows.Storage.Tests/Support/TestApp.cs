using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;
using Workflows.Runtime.Timers;

namespace Workflows.Storage.Tests.Support;

/// <summary>The whole runtime on a real database of its own, with a clock that stands still until it is moved.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    private TestApp(ServiceProvider services, string folder, bool ownsFolder, FakeTimeProvider clock) =>
        (_services, _folder, _ownsFolder, Clock) = (services, folder, ownsFolder, clock);

    public FakeTimeProvider Clock { get; }

    public string Folder => _folder;

    public ICommandRunner Runner => Get<ICommandRunner>();

    public IInstanceQueries Queries => Get<IInstanceQueries>();

    public IStepStatistics Statistics => Get<IStepStatistics>();

    public IOperations Operations => Get<IOperations>();

    public static async Task<TestApp> StartAsync(Func<string, Task<string>> database, Action<IServiceCollection>? more = null, TestApp? shareDataOf = null)
    {
        var folder = shareDataOf?.Folder ?? Directory.CreateTempSubdirectory("storage-").FullName;
        var clock = shareDataOf?.Clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Critical));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<Decide>(_ => TinyEngine.Decide);
        more?.Invoke(services);
        var connectionString = await database(folder);
        services.AddWorkflowStorage(o => (o.ConnectionString, o.AuditKeyFile) = (connectionString, Path.Combine(folder, "audit.key")));
        services.Configure<RetentionOptions>(o => (o.Directory, o.SliceSize, o.Pause) = (Path.Combine(folder, "archive"), 3, TimeSpan.Zero));
        services.AddWorkflowRuntime().AddWorkflowPumps();
        services.Replace(ServiceDescriptor.Singleton(new BackOff(() => 1)));
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var app = new TestApp(provider, folder, shareDataOf is null, clock);
        await app.Get<StorageSetup>().PrepareAsync();
        Assert.Empty((await app.PublishAsync("tiny", Workflow("tiny", "Tiny"))).Problems);
        return app;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The smallest definition that may be published, with a first activity of the test's.</summary>
    public static string Workflow(string id, string name, string? custom = null, string activity = """{ "id": "a", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } } }""") => $$"""
        { "definitionId": "{{id}}", "name": "{{name}}", "customProperties": {{custom ?? "{}"}},
          "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [ {{activity}} ], "connections": [] } }
        """;

    /// <summary>Imports a folder with this workflow.json.</summary>
    public async Task<ImportFoldersReport> PublishAsync(string name, string workflow, params (string Path, string Text)[] files)
    {
        var folder = Path.Combine(_folder, "workflows", name);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "workflow.json"), workflow);
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            await File.WriteAllTextAsync(Path.Combine(folder, path), text);
        }

        return await Get<IDefinitionCatalog>().ImportFoldersAsync(Path.Combine(_folder, "workflows"), "system:import");
    }

    /// <summary>Starts an instance of the tiny workflow; the input says what it holds.</summary>
    public async Task<CommandOutcome> StartTinyAsync(string input, Guid? commandId = null, Guid? instanceId = null, string definition = "tiny")
    {
        var command = new StartInstance(commandId ?? Guid.CreateVersion7(), instanceId ?? Guid.CreateVersion7(), Actor.System("test"), (JsonObject)JsonNode.Parse(input)!);
        var outcome = await Runner.StartAsync(definition, command);
        Assert.True(outcome.Accepted, outcome.Refusal?.Message.En);
        return outcome;
    }

    public async Task<WorkflowInstance> LoadAsync(Guid id) => (await Get<IInstanceStore>().LoadAsync(id))!;

    /// <summary>A prefecture with two counties of one station each.</summary>
    public async Task AddOrganisationAsync() => await Get<IPeople>().SaveUnitsAsync(
    [
        new OrgUnit("P", "市", OrgTier.Prefecture, null),
        new OrgUnit("C1", "一县", OrgTier.County, "P"),
        new OrgUnit("C2", "二县", OrgTier.County, "P"),
        new OrgUnit("S11", "一所", OrgTier.Station, "C1"),
        new OrgUnit("S21", "二所", OrgTier.Station, "C2"),
    ]);

    public static Actor Person(string id, string role, string unit) => new(id, id, [new RoleGrant(role, unit)]);

    /// <summary>Fails with the findings unless every invariant holds.</summary>
    public async Task AssertSoundAsync()
    {
        var report = await Operations.SelfCheckAsync();
        Assert.True(report.IsSound, string.Join(Environment.NewLine, report.Checks.SelectMany(c => c.Findings.Select(f => $"{c.Code}: {f.Message.En}"))));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsFolder)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
