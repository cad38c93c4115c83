using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;
using Workflows.Runtime.Queries;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Waiting_is_counted_in_office_time_by_nearest_rank()
    {
        // Friday 2026-11-27. The office is open from 08:00 to 18:00, closed on Saturday and Sunday. By hand:
        // 15:00–17:00 = 2 h; 15:00 – Saturday 12:00 = 3 h; 15:00 – Monday 09:00 = 4 h; 15:00 – Tuesday 08:00 = 13 h.
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var friday = new DateTimeOffset(2026, 11, 27, 15, 0, 0, WorkingCalendar.Default.Offset);
        app.Clock.SetUtcNow(friday);
        var instances = new List<WorkflowInstance>();
        for (var i = 0; i < 5; i++)
        {
            instances.Add(await app.LoadAsync((await app.StartTinyAsync("""{ "unit": "C1", "tasks": [ { "name": "check", "assignee": "ada", "dueInSeconds": 7200 } ] }""")).InstanceId));
        }

        await app.StartTinyAsync("""{ "unit": "C2", "tasks": [ { "name": "check", "assignee": "eve" } ] }""");
        TimeSpan[] waits = [TimeSpan.FromHours(2), TimeSpan.FromHours(21), TimeSpan.FromHours(66), TimeSpan.FromHours(89)];
        foreach (var (instance, wait) in instances.Zip(waits))
        {
            app.Clock.SetUtcNow(friday + wait);
            await app.Runner.RunAsync(Complete(instance, Ada));
        }

        var filter = new StepFilter("tiny", friday, friday.AddDays(1));
        var check = Assert.Single(await app.Statistics.OfAsync(Ada, filter));
        Assert.Equal(("check", 5, 1), (check.Name, check.Tasks, check.Open));
        Assert.Equal((TimeSpan.FromHours(3), TimeSpan.FromHours(13)), (check.Median, check.NinthDecile));
        Assert.Equal(4, check.Overdue); // due after 2 h: the first was in time, three were late, one is open and late
        Assert.Equal(4, check.Outcomes.Values.Sum());

        Assert.Equal(6, Assert.Single(await app.Statistics.OfAsync(Prefecture, filter)).Tasks);
        Assert.Equal(1, Assert.Single(await app.Statistics.OfAsync(Prefecture, filter with { Unit = "C2" })).Tasks);
        Assert.Null(Assert.Single(await app.Statistics.OfAsync(OtherCounty, filter)).Median);
        Assert.Empty(await app.Statistics.OfAsync(Prefecture, filter with { Version = 99 }));
        Assert.Empty(await app.Statistics.OfAsync(Prefecture, filter with { From = friday.AddTicks(1) }));
        Assert.Empty(await app.Statistics.OfAsync(Prefecture, filter with { DefinitionId = "another" }));
    }
}
