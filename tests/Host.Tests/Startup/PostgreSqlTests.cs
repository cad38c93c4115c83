using System.Net.Http.Json;
using Host.Tests.Api;
using TestSupport.Hosting;
using TestSupport.PostgreSql;

namespace Host.Tests.Startup;

/// <summary>The whole program and its commands on PostgreSQL, chosen by nothing but the setting.</summary>
public sealed class PostgreSqlTests
{
    [Fact]
    public async Task A_ticket_begun_on_postgresql_is_found_after_a_restart_and_the_commands_see_it()
    {
        var database = await PostgreSqlCluster.ConnectionStringAsync("end-to-end");
        var host = new RunningHost { ConnectionString = database };
        await host.InitializeAsync();
        try
        {
            var (instance, task) = await host.StartAsync();
            using (var county = await host.AsAsync("county-1"))
            {
                await (await county.PostAsJsonAsync($"/api/tasks/{task}/complete", new { outcome = "Submit", data = new { finding = "互感器变比错误" } })).JsonAsync();
            }

            await host.RestartAsync();

            using var admin = await host.AsAsync("admin");
            var ticket = await admin.GetJsonAsync($"/api/tickets/{instance}");
            Assert.Equal(["Completed", "Created"], ticket["tasks"]!.AsArray().Select(t => t!["state"]!.GetValue<string>()).Order());
            Assert.Equal("互感器变比错误", ticket["history"]!.AsArray().Select(h => h!["event"]!).First(e => e["event"]!.GetValue<string>() == "TaskCompleted")["data"]!["finding"]!.GetValue<string>());
            Assert.StartsWith("PostgreSQL 127.0.0.1:", (await admin.GetJsonAsync("/api/operations"))["database"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(host.DataDirectory, "workflow.db")));
            Assert.DoesNotContain("fail", host.Console, StringComparison.OrdinalIgnoreCase);

            var check = await RunAsync(database, "selfcheck", "--data", host.DataDirectory);
            Assert.True(check.ExitCode == 0, check.Output + check.Errors);
            Assert.Contains("ok   rows.belong", check.Output, StringComparison.Ordinal);
            var export = await RunAsync(database, "export", RunningHost.Workflow, "--data", host.DataDirectory, "--out", Path.Combine(host.DataDirectory, "exported"));
            Assert.True(export.ExitCode == 0, export.Errors);
            Assert.True(File.Exists(Path.Combine(host.DataDirectory, "exported", "workflow.json")));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("There is no database at PostgreSQL 127.0.0.1:", null)]
    [InlineData("cannot be used", "Host=127.0.0.1;Port=1;Username=nobody;Database=none")]
    [InlineData("ConnectionStrings:Workflow", "Host=127.0.0.1;Prot=1")]
    public async Task A_database_that_is_not_there_gets_one_line_that_says_what_to_do(string expected, string? connectionString)
    {
        var run = await RunAsync(connectionString ?? await PostgreSqlCluster.ConnectionStringAsync("missing"), "selfcheck");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static Task<HostRun> RunAsync(string database, params string[] arguments) =>
        HostProgram.RunAsync(arguments, environment: new Dictionary<string, string> { ["ConnectionStrings__Workflow"] = database });
}
