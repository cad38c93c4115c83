using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;
using Workflows.Storage.Queries;
using Workflows.Storage.Tests.Support;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    /// <summary>Makes a query tell its plan instead of its rows, as a large table would have it.</summary>
    protected abstract IReadOnlyList<string> Explain { get; }

    /// <summary>What a plan says when rows are sorted for the query.</summary>
    protected abstract string Sorts { get; }

    [Fact]
    public async Task The_inbox_holds_exactly_what_a_person_may_do_whoever_they_are_and_stand_in_for()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var instances = new[] { await app.LoadAsync(await StartEveryKindAsync(app, "tiny")), await app.LoadAsync(await StartEveryKindAsync(app, "other")) };
        var eve = new StandIn(OtherCounty, null);
        var bob = new StandIn(TestApp.Person("bob", Roles.CountyOfficer, "C1"), "other");
        foreach (var reader in new[] { Ada, OtherCounty, Person("zoe"), Person("zoe") with { StandsIn = [eve, bob] }, Ada with { StandsIn = [bob, eve] }, Ada with { StandsIn = [new StandIn(bob.Absent, null), bob] } })
        {
            var capacities = instances.SelectMany(i => i.Tasks.Select(t => (Task: t, Capacity: t.CapacityOf(reader, i.DefinitionId)))).Where(t => t.Capacity is not null)
                .OrderBy(t => t.Task.DueAt ?? DateTimeOffset.MaxValue).ToList();
            foreach (var (view, holds) in Views(app.Clock.GetUtcNow()))
            {
                var wanted = capacities.Where(t => holds(t.Task, t.Capacity!)).ToList();
                var found = await WholeAsync(app, reader, view);
                Assert.Equal(wanted.Select(t => (t.Task.Id, t.Capacity!.OnBehalfOf?.Id)).Order(), found.Select(i => (i.TaskId, i.For?.Id)).Order());
                Assert.Equal(wanted.Select(t => t.Task.DueAt), found.Select(i => i.DueAt));
            }

            var counts = await app.Queries.InboxCountsAsync(reader, app.Clock.GetUtcNow());
            int Count(InboxView view) => capacities.Count(t => Views(app.Clock.GetUtcNow()).Single(v => v.View == view).Holds(t.Task, t.Capacity!));
            Assert.Equal(new InboxCounts(Count(InboxView.Open), Count(InboxView.Mine), Count(InboxView.Pool), Count(InboxView.Overdue), 0, Count(InboxView.ForOthers)), counts);
        }

        static IEnumerable<(InboxView View, Func<HumanTask, Actor, bool> Holds)> Views(DateTimeOffset now) =>
        [
            (InboxView.Open, (_, _) => true),
            (InboxView.Mine, (task, by) => by.OnBehalfOf is null && task.Assignee is not null),
            (InboxView.Pool, (task, by) => by.OnBehalfOf is null && task.Assignee is null),
            (InboxView.Overdue, (task, _) => task.DueAt < now),
            (InboxView.ForOthers, (_, by) => by.OnBehalfOf is not null),
        ];
    }

    [Fact]
    public async Task A_page_of_the_inbox_is_read_in_the_order_of_an_index()
    {
        await using var app = await StartAsync();
        await using var view = await app.Get<ReadViews>().OpenAsync(CancellationToken.None);
        foreach (var setting in Explain.SkipLast(1))
        {
            await view.Context.Database.ExecuteSqlRawAsync(setting);
        }

        foreach (var filter in new[] { new InboxFilter(), new InboxFilter(InboxView.Mine), new InboxFilter(InboxView.Overdue), new InboxFilter(Search: "0412"), new InboxFilter(InboxView.ForOthers) })
        {
            var reader = Ada with { StandsIn = [new StandIn(OtherCounty, "tiny")] };
            var page = InboxStreams.Page(app.Get<Dialect>(), reader, filter, 50, app.Clock.GetUtcNow());

            var plan = string.Join('\n', await (page with { Text = Explain[^1] + page.Text }).ReadAsync(view, r => r.GetString(r.FieldCount - 1), CancellationToken.None));

            Assert.Contains("IX_inbox_key_due_at_created_at_task_id", plan, StringComparison.Ordinal);
            Assert.DoesNotContain(Sorts, plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_list_is_not_counted_to_its_end()
    {
        await using var app = await StartAsync();
        var tasks = string.Join(", ", Enumerable.Repeat("""{ "assignee": "ada" }""", InboxCounts.Most + 51));
        await app.StartTinyAsync($$"""{ "tasks": [ {{tasks}} ] }""");

        var first = await app.Queries.InboxAsync(Ada, new InboxFilter());
        Assert.Equal((50, InboxCounts.Most, true), (first.Items.Count, first.Total, first.AtLeast));
        var last = await app.Queries.InboxAsync(Ada, new InboxFilter(Skip: InboxCounts.Most + 1));
        Assert.Equal((50, InboxCounts.Most + 51, false), (last.Items.Count, last.Total, last.AtLeast));
        var none = await app.Queries.InboxAsync(Ada, new InboxFilter(Skip: 5000));
        Assert.Equal((0, InboxCounts.Most, true), (none.Items.Count, none.Total, none.AtLeast));
        Assert.Equal(new InboxCounts(InboxCounts.Most + 1, InboxCounts.Most + 1, 0, 0, 0), await app.Queries.InboxCountsAsync(Ada, app.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_inbox_is_searched_by_what_the_instance_is_called_now()
    {
        const string custom = """{ "closedLoop": { "header": { "title": { "type": "JavaScript", "value": "getName()" } } } }""";
        const string task = """{ "id": "a", "type": "ClosedLoop.UserTask", "title": { "zh": "核查", "en": "Check" }, "candidates": [ { "person": "ada" } ], "outcomes": [ { "name": "Done", "label": { "zh": "完成", "en": "Done" } } ], "customProperties": { "canStartWorkflow": true } }""";
        await using var app = await StartAsync(s => s.AddSingleton<Decide>(_ => Engine.Decide));
        var workflow = JsonNode.Parse(TestApp.Workflow("named", "Named", custom, task))!.AsObject();
        workflow["variables"] = JsonNode.Parse("""[ { "id": "v", "name": "Name", "typeName": "String", "value": "Früher" } ]""");
        Assert.Empty((await app.PublishAsync("named", workflow.ToJsonString())).Problems);
        var id = (await app.StartTinyAsync("{}", definition: "named")).InstanceId;
        Assert.Single((await app.Queries.InboxAsync(Ada, new InboxFilter(Search: "FRÜH"))).Items);

        Assert.Null((await app.Runner.RunAsync(new EditVariable(Guid.CreateVersion7(), id, Actor.System("test"), "Name", "später", "renamed"))).Refusal);

        Assert.Empty((await app.Queries.InboxAsync(Ada, new InboxFilter(Search: "früh"))).Items);
        Assert.Single((await app.Queries.InboxAsync(Ada, new InboxFilter(Search: "später"))).Items);
        await app.AssertSoundAsync();
    }

    /// <summary>An instance with a task for every combination of assignee, candidates and somebody ruled out, each with a due time of its own.</summary>
    private static async Task<Guid> StartEveryKindAsync(TestApp app, string definition)
    {
        if (definition != "tiny")
        {
            Assert.Empty((await app.PublishAsync(definition, TestApp.Workflow(definition, definition))).Problems);
        }

        string?[] people = [null, "ada", "eve", "bob"];
        (string? Role, string? Unit)[] roles = [(null, null), (Roles.CountyOfficer, "C1"), (Roles.CountyOfficer, "C2"), (Roles.CountyOfficer, null)];
        var kinds =
            from assignee in people
            from role in roles
            from person in people
            from excluded in people
            select new JsonObject { ["assignee"] = assignee, ["role"] = role.Role, ["unit"] = role.Unit, ["person"] = person, ["excluded"] = excluded };
        var tasks = kinds.Select((task, n) => (JsonNode)new JsonObject(task.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))) { ["dueInSeconds"] = ((n * 97) % 256) - 100 }).ToArray();
        return (await app.StartTinyAsync(new JsonObject { ["unit"] = "C1", ["tasks"] = new JsonArray(tasks) }.ToJsonString(), definition: definition)).InstanceId;
    }

    private static async Task<ImmutableArray<TaskItem>> WholeAsync(TestApp app, Actor reader, InboxView view)
    {
        var items = ImmutableArray.CreateBuilder<TaskItem>();
        while (true)
        {
            var page = await app.Queries.InboxAsync(reader, new InboxFilter(view, Skip: items.Count, Take: 60));
            items.AddRange(page.Items);
            if (items.Count == page.Total)
            {
                return items.DrainToImmutable();
            }
        }
    }
}
