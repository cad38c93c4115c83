using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Runtime;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Outbox;
using Workflows.Runtime.Timers;

namespace Workflows.Storage.Tests;

/// <summary>A real process with the real engine, killed in the middle of a burst of commands, again and again on the same database.</summary>
public abstract class KillContract : IDisposable
{
    private const int Kills = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("kill-").FullName;

    /// <summary>Connection string of the database that belongs to a folder.</summary>
    protected abstract Task<string> DatabaseAsync(string folder);

    [Fact]
    public async Task A_process_that_is_killed_in_a_burst_loses_no_acknowledged_command_and_strands_no_instance()
    {
        var chance = new Random(20261123);
        var acknowledged = new List<Acknowledgement>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = acknowledged.Count;
            acknowledged.AddRange(await RunUntilKilledAsync(chance.Next(20, 400)));
            Assert.True(acknowledged.Count > before, "The burst acknowledged nothing before it was killed.");

            await using var services = await OpenAsync();
            await services.GetRequiredService<StorageSetup>().PrepareAsync();
            AssertSound(await services.GetRequiredService<IOperations>().SelfCheckAsync());
            await AssertPresentAsync(services.GetRequiredService<IInstanceStore>(), acknowledged);
        }

        await using var survivor = await OpenAsync();
        await CatchUpAsync(survivor);
        AssertSound(await survivor.GetRequiredService<IOperations>().SelfCheckAsync());
        await AssertPresentAsync(survivor.GetRequiredService<IInstanceStore>(), acknowledged);
    }

    public void Dispose()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the burst, kills it after so many acknowledgements, and returns all that came through.</summary>
    private async Task<List<Acknowledgement>> RunUntilKilledAsync(int count)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"), "torture", await DatabaseAsync(_folder)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = new List<Acknowledgement>();
        try
        {
            while (said.Count < count)
            {
                if (await process.StandardOutput.ReadLineAsync() is not { } line)
                {
                    Assert.Fail($"The burst ended by itself: {await errors}");
                }
                else if (line != "ready")
                {
                    said.Add(Acknowledgement.Parse(line));
                }
            }
        }
        finally
        {
            process.Kill();
        }

        // What was already in the pipe was acknowledged too; the last line may be cut off.
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var complete = rest[..(rest.LastIndexOf('\n') + 1)];
        said.AddRange(complete.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Acknowledgement.Parse));
        return said;
    }

    private static async Task AssertPresentAsync(IInstanceStore store, List<Acknowledgement> acknowledged)
    {
        foreach (var said in acknowledged)
        {
            var record = await store.FindCommandAsync(said.CommandId);
            Assert.True(record is not null, $"Command {said.CommandId} was acknowledged and is lost.");
            Assert.Equal((said.InstanceId, said.Revision), (record.InstanceId, record.Revision));
        }
    }

    /// <summary>What the dead process left behind is fired and fulfilled by the next one.</summary>
    private static async Task CatchUpAsync(ServiceProvider services)
    {
        await services.GetRequiredService<TimerPump>().PumpOnceAsync(default);
        await services.GetRequiredService<OutboxPump>().PumpOnceAsync(default);
        var status = await services.GetRequiredService<IOperations>().StatusAsync();
        Assert.Equal(0, status.OutboxParked);
        Assert.True(status.Running > 0);
    }

    private static void AssertSound(SelfCheckReport report) =>
        Assert.True(report.IsSound, string.Join(Environment.NewLine, report.Checks.SelectMany(c => c.Findings.Select(f => $"{c.Code}: {f.Message.En}"))));

    private async Task<ServiceProvider> OpenAsync()
    {
        var connectionString = await DatabaseAsync(_folder);
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Critical));
        // The program that is killed is the benchmarks', which keeps its key beside itself: here.
        services.AddWorkflowStorage(o => (o.ConnectionString, o.AuditKeyFile) = (connectionString, Path.Combine(AppContext.BaseDirectory, "audit.key")));
        services.AddWorkflowRuntime().AddWorkflowPumps(configureTimers: o => o.MaxPerSecond = 100_000);
        return services.BuildServiceProvider();
    }

    private sealed record Acknowledgement(Guid CommandId, Guid InstanceId, long Revision)
    {
        public static Acknowledgement Parse(string line)
        {
            var parts = line.Split(' ');
            return new Acknowledgement(Guid.Parse(parts[0]), Guid.Parse(parts[1]), long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
